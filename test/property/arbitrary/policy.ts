import * as fc from 'fast-check';
import type { Policy } from '../../../src/policy/policy';
import type { Dimension, Registry } from '../../../src/model/registry';
import type { RowFilter, RowColumn } from '../../../src/model/role';
import type { Data } from '../evaluator/data';
import { Dimensions } from '../evaluator/dimensions';
import type { Place } from '../evaluator/dimensions';
import { placesIn } from '../evaluator/policy';
import { valuesOf } from './filter';

/**
 * A policy whose columns and values are still numbers. They become columns and values of the data.
 */
export interface PolicyDraft {
  readonly rows: readonly RowsDraft[];
  /** One more table that everyone may see; null: only those that must be open. */
  readonly open: number | null;
  /** The person dimension and the smallest group; null: no smallest group. */
  readonly people: { readonly dimension: number; readonly size: number } | null;
}

type RowsDraft =
  | { readonly kind: 'all' | 'any'; readonly of: readonly RowsDraft[] }
  | { readonly kind: 'not'; readonly of: RowsDraft }
  | { readonly kind: 'in'; readonly at: number; readonly values: readonly number[] }
  | { readonly kind: 'operator'; readonly operator: number; readonly at: number; readonly value: number }
  | { readonly kind: 'null'; readonly at: number };

const pick = fc.nat(1000);

const tree = fc.letrec<{ rows: RowsDraft }>((tie) => ({
  rows: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('in' as const),
        at: pick,
        values: fc.array(pick, { minLength: 1, maxLength: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('null' as const), at: pick }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('operator' as const), operator: pick, at: pick, value: pick }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('rows') }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('any' as const, 'all' as const),
        of: fc.array(tie('rows'), { minLength: 1, maxLength: 2 }),
      }),
    },
  ),
}));

export const policyDraft: fc.Arbitrary<PolicyDraft> = fc.record({
  rows: fc.array(tree.rows, { minLength: 1, maxLength: 2 }),
  open: fc.option(pick, { freq: 6 }),
  people: fc.constant(null),
});

/** Policies with a smallest group, over some rows or all rows. */
export const crowdDraft: fc.Arbitrary<PolicyDraft> = fc.record({
  rows: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(tree.rows, { maxLength: 1 }) },
  ),
  open: fc.constant(null),
  people: fc.record({ dimension: pick, size: fc.integer({ min: 2, max: 4 }) }),
});

/**
 * A policy that registry and data allow. Tables that the conditions do not govern are open to
 * everyone.
 */
export function resolvePolicy(draft: PolicyDraft, registry: Registry, data: Data): Policy {
  const places = placesOf(registry);
  const resolve = (one: RowsDraft): RowFilter => {
    switch (one.kind) {
      case 'all':
      case 'any':
        return { kind: one.kind, of: one.of.map(resolve) };
      case 'not':
        return { kind: 'not', of: resolve(one.of) };
      case 'null':
        return { kind: 'null', at: places[one.at % places.length]!.at };
      case 'in': {
        const { at, dimension } = places[one.at % places.length]!;
        const values = valuesOf(dimension, registry, data);
        return { kind: 'in', at, values: one.values.map((n) => values[n % values.length]!) };
      }
      case 'operator': {
        const { at, dimension } = places[one.at % places.length]!;
        const values = valuesOf(dimension, registry, data);
        return operatorOn(registry, at, values[one.value % values.length]!, one.operator);
      }
    }
  };
  // Conditions joined by `all` count separately, because each governs tables of its own.
  const rows = draft.rows.map(resolve).flatMap((one) => (one.kind === 'all' ? one.of : [one]));
  const tables = [...registry.tables.keys()];
  const open = new Set(tables.filter((table) => !rows.every((one) => isGoverned(registry, table, one))));
  if (draft.open !== null) open.add(tables[draft.open % tables.length]!);
  return { rows: { kind: 'all', of: rows }, public: [...open], smallestGroup: smallestGroupOf(draft, registry) };
}

/** A test that suits the column or dimension. Ids and true and false have no order and no parts. */
function operatorOn(registry: Registry, at: RowColumn, value: string, n: number): RowFilter {
  const { type } = registry.tables.get(at.table)!.columns.get(at.column)!;
  const isText = at.form === null ? type === 'text' || type === 'enum' : at.form.type === 'text';
  if (isText) {
    const letters = [...value];
    const text = (n % 2 === 0 ? letters.slice(-2) : letters.slice(0, 2)).join('').toUpperCase();
    const kind = (['contains', 'startsWith', 'endsWith'] as const)[n % 3]!;
    return n % 5 === 0
      ? { kind: 'in', at, values: [value.toUpperCase()], ignoreCase: true }
      : { kind, at, text, ignoreCase: true };
  }
  const hasOrder = at.form?.type === 'number' || (at.form === null && ['bigint', 'integer', 'numeric'].includes(type));
  return hasOrder
    ? { kind: (['gt', 'gte', 'lt', 'lte'] as const)[n % 4]!, at, value }
    : { kind: 'in', at, values: [value] };
}

function smallestGroupOf({ people }: PolicyDraft, { dimensions }: Registry): Policy['smallestGroup'] {
  const ids = [...dimensions.values()].filter(({ form }) => form.type === 'id');
  return people && { dimension: ids[people.dimension % ids.length]!.key, size: people.size };
}

/** All dimensions, each twice, and all columns. */
function placesOf({ dimensions, tables }: Registry): { at: RowColumn; dimension: PlaceOf }[] {
  const known = [...dimensions.values()].map((dimension) => {
    const { table, column, form } = dimension;
    return { at: { table, column, form }, dimension };
  });
  const columns = [...tables.values()].flatMap((table) =>
    [...table.columns.values()]
      .filter(({ type }) => ['text', 'enum', 'bigint', 'integer', 'numeric', 'uuid'].includes(type))
      .map((column) => {
        const at: RowColumn = { table: table.key, column: column.key, form: null };
        return { at, dimension: { ...at, values: new Map() } };
      }),
  );
  return [...known, ...known, ...columns];
}

type PlaceOf = Place & Pick<Dimension, 'values'>;

/** True if the condition decides which rows of the table are visible, by docs/meaning.md#roles. */
export function isGoverned(registry: Registry, table: string, condition: RowFilter): boolean {
  const { source } = registry.tables.get(table)!;
  if (source.kind === 'event') return isGoverned(registry, source.of, condition);
  const dimensions = new Dimensions(registry, {});
  if (placesIn(condition).every((at) => dimensions.reaches(table, at.table))) return true;
  return source.kind === 'union' && source.of.every((one) => isGoverned(registry, one, condition));
}
