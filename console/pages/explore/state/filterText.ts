import type { Filter, Operator } from './state';

/**
 * A filter in the address: `utm_source.is=google&utm_source.is=bing`. The missing value is
 * `utm_source.isNull=yes`; with `not`, it is `utm_source.notNull=yes`.
 */
const OPERATORS: readonly Operator[] = ['is', 'not', 'contains', 'starts'];
const PARAMETER = /^(.+)\.(is|not|contains|starts|isNull|notNull)$/;
const NULLS: Readonly<Record<string, Operator>> = { isNull: 'is', notNull: 'not' };
export const YES = 'yes';

export interface ReadFilters {
  readonly filters: readonly Filter[];
  /** The parameters that say nothing, as `name=value`. */
  readonly ignored: readonly string[];
}

/** Reads all filters of the parameters, in their order. */
export function parseFilters(parameters: URLSearchParams): ReadFilters {
  const byKey = new Map<string, { dimension: string; operator: Operator; values: (string | null)[] }>();
  const ignored: string[] = [];
  for (const [name, value] of parameters) {
    const [, dimension, suffix] = PARAMETER.exec(name) ?? [];
    if (dimension === undefined || suffix === undefined) continue;
    const isNull = Object.hasOwn(NULLS, suffix);
    const operator = isNull ? NULLS[suffix]! : (suffix as Operator);
    const key = `${dimension}.${operator}`;
    const found = byKey.get(key) ?? { dimension, operator, values: [] };
    if (!isAccepted(operator, value, isNull, found.values)) ignored.push(`${name}=${value}`);
    else {
      const one = isNull ? null : value;
      if (!found.values.includes(one)) found.values.push(one);
      byKey.set(key, found);
    }
  }
  return { filters: [...byKey.values()], ignored };
}

/** Returns the parameters that `parseFilters` reads, as name and value. */
export function formatFilter({ dimension, operator, values }: Filter): readonly (readonly [string, string])[] {
  return values.map((value) =>
    value === null ? [`${dimension}.${operator}Null`, YES] : [`${dimension}.${operator}`, value],
  );
}

/** The operators that fit a dimension. An id is compared as a whole. */
export function operatorsOf(type: string): readonly Operator[] {
  return type === 'STRING' ? OPERATORS : ['is', 'not'];
}

/** True if the operator compares with one text that need not be a value. */
export function isTextual(operator: Operator): boolean {
  return operator === 'contains' || operator === 'starts';
}

function isAccepted(operator: Operator, value: string, isNull: boolean, values: readonly unknown[]): boolean {
  if (isNull) return value === YES;
  return !isTextual(operator) || (value !== '' && values.length === 0);
}
