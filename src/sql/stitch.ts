import type { Reading } from '../plan/reading';
import type { Branch } from './readings/branch';
import type { Stitched } from './stitched';
import { columnsOf, peopleColumn } from './readings/branch';
import { combine } from './conditions';
import { write } from './dialect';
import { join, name, ordinals, parameter, sql, wholeNumber, type Sql } from './fragment';

/** The columns of readings, in order, each once. */
export function readingColumns(readings: readonly Reading[]): string[] {
  return readings.flatMap((reading) => {
    const { value, contributed } = columnsOf(reading);
    const own = value === contributed ? [value] : [value, contributed];
    return reading.people ? [...own, peopleColumn(reading)] : own;
  });
}

/** Keys whose null group is kept even if no row contributes to it. */
export type Kept = readonly Sql[];

interface Parts extends Stitched {
  readonly branches: readonly Branch[];
  /** More selects with the same columns, after the branches. */
  readonly extra: readonly Sql[];
  /** Drops groups to which no row of a slot contributes, except for these. Null: keeps all. */
  readonly onlyContributing: Kept | null;
}

/**
 * The branches in one table, one row for each slot and group. Unlike a join it is null-safe in the
 * keys.
 */
export function cellsSql({ branches, extra, keys, readings, onlyContributing }: Parts): Sql {
  const columns = readingColumns(readings);
  const all = [...branches.map((branch, index) => branchSql(branch, branch.keys, columns, index === 0)), ...extra];
  return sql`
    ${addedUp(all, keys, columns)}
    ${onlyContributing ? sql`having ${join([...readings.map(contributes), ...nullGroup(onlyContributing, 'a')], ' or ')}` : sql``}
  `;
}

function sumOf(column: string): Sql {
  return sql`${write('exactSum', sql`a.${name(column)}`, 'numeric')} as ${name(column)}`;
}

/** Several selects of `slot, keys, columns` as one row for each slot and group. */
export function addedUp(selects: readonly Sql[], keys: readonly Sql[], columns: readonly string[]): Sql {
  const sums = columns.map(sumOf);
  return sql`
    select
      ${join([sql`a.slot`, ...keys.map((key) => sql`a.${key}`), ...sums], ',\n')}
    from (
      ${join(selects, '\nunion all\n')}
    ) as a (${join([name('slot'), ...keys, ...columns.map((column) => name(column))], ', ')})
    group by ${ordinals(1 + keys.length)}
  `;
}

/** The cells of some readings: those to which a row contributes. */
export function cellsOfSql({ keys, readings }: Stitched, cells: string, onlyContributing: Kept | null): Sql {
  const columns = readingColumns(readings).map((column) => sql`c.${name(column)}`);
  return sql`
    select ${join([sql`c.slot`, ...keys.map((key) => sql`c.${key}`), ...columns], ', ')}
    from ${name(cells)} as c
    ${onlyContributing ? sql`where ${combine([...readings.map(hasContributed), ...nullGroup(onlyContributing, 'c')], 'or')}` : sql``}
  `;
}

/** The totals: exactly one row. */
export function totalsSql(branches: readonly Branch[], readings: readonly Reading[]): Sql {
  const columns = readingColumns(readings);
  const none = columns.map((column) => sql`${NO_NUMBER} as ${name(column)}`);
  if (branches.length === 0) return sql`select ${join([sql`1 as slot`, ...none], ', ')}`;
  return sql`
    select
      ${join([sql`1 as slot`, ...columns.map(sumOf)], ',\n')}
    from (
      ${join(
        branches.map((branch, index) => branchSql(branch, branch.keys, columns, index === 0)),
        '\nunion all\n',
      )}
    ) as a (${join([name('slot'), ...columns.map((column) => name(column))], ', ')})
  `;
}

/** Every slot from 1 to `count` of one group, without numbers. */
export function everySlot(keys: readonly Sql[], readings: readonly Reading[], count: number): Sql {
  return sql`
    select ${join([sql`s.slot`, ...keys, ...readingColumns(readings).map(() => NO_NUMBER)], ', ')}
    from ${slotsSql(count)}
  `;
}

function slotsSql(count: number): Sql {
  return write('series', { first: wholeNumber(1), last: parameter(count, 'int'), table: 's', column: 'slot' });
}

/**
 * The whole range as one bucket, for the groups of `cells` and of `found`. `has_rows` is null for
 * groups that have no cells. The selects in `found` have this column at the end.
 */
export function rangeTotalSql({ keys, readings }: Stitched, found: readonly Sql[], cells: string): Sql {
  const columns = readingColumns(readings);
  const marked = join([sql`1`, ...keys.map((key) => sql`c.${key}`), ...columns.map(() => NO_NUMBER), sql`1`], ', ');
  // Without keys there is always one group.
  const knownGroups =
    keys.length === 0 ? sql`select ${marked}` : sql`select distinct ${marked} from ${name(cells)} as c`;
  return addedUp([knownGroups, ...found], keys, [...columns, HAS_ROWS]);
}

/** The numbers of branches over the whole range, with a null for `has_rows`. */
export function foundByBranches(branches: readonly Branch[], readings: readonly Reading[]): Sql[] {
  return branches.map((branch) => branchSql(branch, branch.keys, [...readingColumns(readings), HAS_ROWS], false));
}

/** Null for groups that cells lack. */
export const HAS_ROWS = 'has_rows';

/** The cells, and every slot that has begun for each of their groups. */
export function filledSql({ keys, readings }: Stitched, cells: string, begun: number): Sql {
  const columns = readingColumns(readings);
  const slots = sql`
    select ${join([sql`s.slot`, ...keys.map((key) => sql`g.${key}`), ...columns.map(() => sql`null`)], ', ')}
    from (select distinct ${join(keys, ', ')} from ${name(cells)}) as g
    cross join ${slotsSql(begun)}
  `;
  return addedUp([sql`select * from ${name(cells)}`, slots], keys, columns);
}

/**
 * The first branch gives the columns their types. If `keys` has null at an index, the branch writes
 * SQL null there.
 */
export function branchSql(
  branch: Branch,
  keys: readonly (Sql | null)[],
  columns: readonly string[],
  first: boolean,
): Sql {
  const values = columns.map((column) => branch.values.get(column) ?? (first ? NO_NUMBER : sql`null`));
  const groups = [1, ...keys.flatMap((key, index) => (key === null ? [] : [index + 2]))];
  return sql`
    select ${join([branch.slot, ...keys.map((key) => key ?? sql`null`), ...values], ', ')}
    ${branch.from}
    ${branch.grouped ? sql`group by ${join(groups.map(wholeNumber), ', ')}` : sql``}
  `;
}

const NO_NUMBER = write('nullOf', 'numeric');

/** A sum of no rows is null, which keeps no row. */
export function contributes(reading: Reading): Sql {
  return sql`sum(a.${name(columnsOf(reading).contributed)}) > 0`;
}

function nullGroup(keys: Kept, alias: string): Sql[] {
  return keys.map((key) => sql`${name(alias)}.${key} is null`);
}

function hasContributed(reading: Reading): Sql {
  return sql`c.${name(columnsOf(reading).contributed)} > 0`;
}
