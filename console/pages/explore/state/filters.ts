import type { Filter, Operator } from './state';

/** Returns the filters with this one in the place of that of its dimension and operator. */
export function withFilter(filters: readonly Filter[], filter: Filter): readonly Filter[] {
  const isSame = (one: Filter) => one.dimension === filter.dimension && one.operator === filter.operator;
  if (filter.values.length === 0) return filters.filter((one) => !isSame(one));
  return filters.some(isSame) ? filters.map((one) => (isSame(one) ? filter : one)) : [...filters, filter];
}

/** Returns the filters with a value of a dimension picked, or no longer picked. */
export function toggleValue(filters: readonly Filter[], dimension: string, value: string | null): readonly Filter[] {
  const values = valuesOf(filters, dimension, 'is');
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return withFilter(filters, { dimension, operator: 'is', values: next });
}

/** The values that a dimension is filtered by. */
export function valuesOf(
  filters: readonly Filter[],
  dimension: string,
  operator: Operator,
): readonly (string | null)[] {
  return filters.find((one) => one.dimension === dimension && one.operator === operator)?.values ?? [];
}

/** Returns the filters with another one in the place of `old`. */
export function replaceFilter(filters: readonly Filter[], old: Filter, filter: Filter): readonly Filter[] {
  const isOld = (one: Filter) => one.dimension === old.dimension && one.operator === old.operator;
  const isNew = (one: Filter) => one.dimension === filter.dimension && one.operator === filter.operator;
  const others = filters.filter((one) => isOld(one) || !isNew(one));
  return others.map((one) => (isOld(one) ? filter : one)).filter(({ values }) => values.length > 0);
}
