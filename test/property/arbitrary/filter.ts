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
  | { readonly kind: 'in'; readonly dimension: number; readonly values: readonly number[] }
  | {
      readonly kind: 'contains' | 'startsWith';
      readonly dimension: number;
      readonly value: number;
      readonly cut: number;
    }
  | { readonly kind: 'null'; readonly dimension: number };

const pick = fc.nat(1000);

const tree = fc.letrec<{ filter: FilterDraft }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('in' as const),
        dimension: pick,
        values: fc.array(pick, { maxLength: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('contains' as const, 'startsWith' as const),
        dimension: pick,
        value: pick,
        cut: pick,
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
        return { kind: 'in', dimension: dimension.key, values: one.values.map((n) => valueAt(dimension, n)) };
      }
      case 'contains':
      case 'startsWith': {
        const dimension = dimensionAt(one.dimension);
        const value = valueAt(dimension, one.value);
        // Only texts have parts.
        if (dimension.form.type !== 'text') return { kind: 'in', dimension: dimension.key, values: [value] };
        return { kind: one.kind, dimension: dimension.key, text: part(value, one.cut, one.kind) };
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

/** A part of the text: its start, or some of its middle. */
function part(text: string, cut: number, kind: 'contains' | 'startsWith'): string {
  const letters = Array.from(text);
  const from = kind === 'contains' ? cut % (letters.length + 1) : 0;
  return letters.slice(from, from + 1 + (cut % 3)).join('');
}
