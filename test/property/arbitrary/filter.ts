import * as fc from 'fast-check';
import type { Dimension, Registry } from '../../../src/model/registry';
import type { DimensionFilter } from '../../../src/query/query';
import type { Place } from '../evaluator/dimensions';
import type { Data, Row } from '../evaluator/data';
import { isNumeric, textOf } from '../evaluator/data';

/**
 * A filter whose dimensions and values are still numbers. They become dimensions and values of the
 * data.
 */
export type FilterDraft =
  | { readonly kind: 'all' | 'any'; readonly of: readonly FilterDraft[] }
  | { readonly kind: 'not'; readonly of: FilterDraft }
  | {
      readonly kind: 'in';
      readonly dimension: number;
      readonly values: readonly number[];
      readonly ignoreCase: boolean;
    }
  | {
      readonly kind: Part;
      readonly ignoreCase: boolean;
      readonly dimension: number;
      readonly value: number;
      readonly cut: number;
    }
  | { readonly kind: 'null'; readonly dimension: number }
  | { readonly kind: Order; readonly dimension: number; readonly value: number };

type Order = 'gt' | 'gte' | 'lt' | 'lte';

type Part = 'contains' | 'startsWith' | 'endsWith';

const pick = fc.nat(1000);
/** A third of the tests of texts ignore case. */
const ignoreCase = fc.constantFrom(true, false, false);

const tree = fc.letrec<{ filter: FilterDraft }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('in' as const),
        dimension: pick,
        values: fc.array(pick, { maxLength: 3 }),
        ignoreCase,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom<Part>('contains', 'startsWith', 'endsWith'),
        ignoreCase,
        dimension: pick,
        value: pick,
        cut: pick,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom<Order>('gt', 'gte', 'lt', 'lte'),
        dimension: pick,
        value: pick,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('null' as const), dimension: pick }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('filter') }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('filter'), { maxLength: 3 }),
      }),
    },
  ),
}));

/** Most queries have no filter, so that their answers contain rows. */
export const filterDraft: fc.Arbitrary<FilterDraft> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<FilterDraft>({ kind: 'all', of: [] }) },
  { weight: 1, arbitrary: tree.filter },
);

/**
 * Fills in a draft with dimensions of the list and values that occur in the data, or nearly occur.
 */
export function resolveFilter(
  draft: FilterDraft,
  dimensions: readonly Dimension[],
  registry: Registry,
  data: Data,
): DimensionFilter {
  const dimensionAt = (n: number): Dimension => dimensions[n % dimensions.length]!;
  const valueAt = (dimension: Dimension, n: number): string => {
    const values = valuesOf(dimension, registry, data);
    return values[n % values.length]!;
  };
  const resolve = (one: FilterDraft): DimensionFilter => {
    switch (one.kind) {
      case 'all':
      case 'any':
        return { kind: one.kind, of: one.of.map(resolve) };
      case 'not':
        return { kind: 'not', of: resolve(one.of) };
      case 'null':
        return { kind: 'null', dimension: dimensionAt(one.dimension).key };
      case 'in': {
        const dimension = dimensionAt(one.dimension);
        const anyCase = one.ignoreCase && dimension.form.type === 'text';
        const values = one.values.map((n) => {
          const value = valueAt(dimension, n);
          return anyCase && n % 2 === 0 ? value.toUpperCase() : value;
        });
        return { kind: 'in', dimension: dimension.key, values, ...(anyCase && { ignoreCase: true }) };
      }
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte': {
        const dimension = dimensionAt(one.dimension);
        const value = valueAt(dimension, one.value);
        // Only numbers have an order.
        return dimension.form.type === 'number'
          ? { kind: one.kind, dimension: dimension.key, value }
          : { kind: 'in', dimension: dimension.key, values: [value] };
      }
      case 'contains':
      case 'startsWith':
      case 'endsWith': {
        const dimension = dimensionAt(one.dimension);
        const value = valueAt(dimension, one.value);
        // Only texts have parts.
        if (dimension.form.type !== 'text') return { kind: 'in', dimension: dimension.key, values: [value] };
        const text = part(value, one.cut, one.kind);
        if (!one.ignoreCase) return { kind: one.kind, dimension: dimension.key, text };
        return { kind: one.kind, dimension: dimension.key, text: text.toUpperCase(), ignoreCase: true };
      }
    }
  };
  return dimensions.length === 0 ? { kind: 'all', of: [] } : resolve(draft);
}

/**
 * Values of the dimension's column, common ones more often; the name of its empty values; and some
 * that do not occur.
 */
export function valuesOf(
  dimension: Place & Pick<Dimension, 'values'>,
  registry: Registry,
  data: Data,
): readonly string[] {
  const table = registry.tables.get(dimension.table)!;
  const present = rowsOf(registry, data, dimension.table).map((row) => textOf(row, dimension.column));
  const known = present.filter((value) => value !== null).flatMap((value) => [value, value]);
  if (dimension.form?.type === 'number') {
    const { bins } = dimension.form;
    const bounds = bins === null ? [] : bins.kind === 'edges' ? bins.edges : [bins.width];
    return [...known, ...bounds, '0', '-1', '0.5', '2.000000000000000000000001', '999999999999999999999999'];
  }
  if (isNumeric(table, dimension.column))
    return [...known, ...known.map((id) => id.replace(/\d/, '0$&')), '424242', '-1', '0'];
  if (table.columns.get(dimension.column)!.type === 'uuid') return [...known, NO_UUID];
  if (table.columns.get(dimension.column)!.type === 'boolean') return ['true', 'false'];
  const word = dimension.form?.type === 'text' ? dimension.form.empty : null;
  const empty = word === null ? [] : [word, word.toLowerCase()];
  return [...known, ...empty, ...dimension.values.keys(), '', '%', '_', '\\', 'nothing like it'];
}

/** The rows of a table, or of the tables that it is made of. */
function rowsOf(registry: Registry, data: Data, table: string): readonly Row[] {
  const { source } = registry.tables.get(table)!;
  if (source.kind === 'union') return source.of.flatMap((key) => rowsOf(registry, data, key));
  return source.kind === 'event' ? rowsOf(registry, data, source.of) : (data[table] ?? []);
}

const NO_UUID = '00000000-0000-0000-0000-000000000000';

/** A part of the text: its start, its end, or some of its middle. Some do not fit. */
function part(text: string, cut: number, kind: Part): string {
  const letters = Array.from(text);
  const length = 1 + (cut % 3);
  if (kind === 'endsWith' && cut % 5 > 0) return letters.slice(-length).join('');
  const from = kind === 'startsWith' ? 0 : cut % (letters.length + 1);
  return letters.slice(from, from + length).join('');
}
