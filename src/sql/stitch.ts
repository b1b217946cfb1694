import type { Reading } from '../plan/plan';
import type { Branch } from './readings/branch';
import { columnsOf, peopleColumn } from './readings/branch';
import { combine } from './conditions';
import { write } from './dialect';
import { join, name, ordinals, parameter, sql, wholeNumber, type Sql } from './fragment';

/** What stands side by side: rows of `slot`, keys, and the columns of readings. */
export interface Stitched {
  /** Columns that tell groups apart. */
  readonly keys: readonly Sql[];
  readonly readings: readonly Reading[];
}

/** The columns of readings, in order, each once. */
export function readingColumns(readings: readonly Reading[]): string[] {
  return readings.flatMap((reading) => {
    const { value, contributed } = columnsOf(reading);
    const own = value === contributed ? [value] : [value, contributed];
    return reading.people ? [...own, peopleColumn(reading)] : own;
  });
}

/** Keys whose null group is kept though no row contributes to it. */
export type Kept = readonly Sql[];

interface Parts extends Stitched {
  readonly branches: readonly Branch[];
  /** More rows of the same columns, after those of arms. */
  readonly extra: readonly Sql[];
  /** Without the groups of a slot that no row contributes to, but for these; null: with all. */
  readonly onlyContributing: Kept | null;
}

/** Arms put side by side, one row a slot and group. Null-safe in the keys, as a join of the arms would not be. */
export function cellsSql({ branches, extra, keys, readings, onlyContributing }: Parts): Sql {
  const columns = readingColumns(readings);
  const all = [...branches.map((branch, index) => branchSql(branch, branch.keys, columns, index === 0)), ...extra];
  return sql`
    ${addedUp(all, keys, columns)}
    ${onlyContributing ? sql`having ${join([...readings.map(contributes), ...nullGroup(onlyContributing, 'a')], ' or ')}` : sql``}
  `;
}

/** Rows of `slot, keys, columns` of several selects as one row a slot and group. */
export function addedUp(selects: readonly Sql[], keys: readonly Sql[], columns: readonly string[]): Sql {
  const sums = columns.map((column) => sql`sum(a.${name(column)}) as ${name(column)}`);
  return sql`
    select
      ${join([sql`a.slot`, ...keys.map((key) => sql`a.${key}`), ...sums], ',\n')}
    from (
      ${join(selects, '\nunion all\n')}
    ) as a (${join([name('slot'), ...keys, ...columns.map((column) => name(column))], ', ')})
    group by ${ordinals(1 + keys.length)}
  `;
}

/** The cells of some of the readings: those that one of them contributes to. */
export function cellsOfSql({ keys, readings }: Stitched, cells: string, onlyContributing: Kept | null): Sql {
  const columns = readingColumns(readings).map((column) => sql`c.${name(column)}`);
  return sql`
    select ${join([sql`c.slot`, ...keys.map((key) => sql`c.${key}`), ...columns], ', ')}
    from ${name(cells)} as c
    ${onlyContributing ? sql`where ${combine([...readings.map(hasContributed), ...nullGroup(onlyContributing, 'c')], 'or')}` : sql``}
  `;
}

/** The totals: one row, whatever was found. */
export function totalsSql(branches: readonly Branch[], readings: readonly Reading[]): Sql {
  const columns = readingColumns(readings);
  const none = columns.map((column) => sql`${NO_NUMBER} as ${name(column)}`);
  if (branches.length === 0) return sql`select ${join([sql`1 as slot`, ...none], ', ')}`;
  return sql`
    select
      ${join([sql`1 as slot`, ...columns.map((column) => sql`sum(a.${name(column)}) as ${name(column)}`)], ',\n')}
    from (
      ${join(
        branches.map((branch, index) => branchSql(branch, branch.keys, columns, index === 0)),
        '\nunion all\n',
      )}
    ) as a (${join([name('slot'), ...columns.map((column) => name(column))], ', ')})
  `;
}

/** Every slot from 1 to `count` of the group that `keys` say, without numbers: what nothing was found in is there all the same. */
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
 * The whole range as one bucket, for the groups of cells, whether or not anything was found of them: these are known, others are not. What was
 * found ends with a column of nulls.
 */
export function rangeTotalSql({ keys, readings }: Stitched, found: readonly Sql[], cells: string): Sql {
  const columns = readingColumns(readings);
  const marked = join([sql`1`, ...keys.map((key) => sql`c.${key}`), ...columns.map(() => NO_NUMBER), sql`1`], ', ');
  // Without keys there is always the one group.
  const knownGroups =
    keys.length === 0 ? sql`select ${marked}` : sql`select distinct ${marked} from ${name(cells)} as c`;
  return addedUp([knownGroups, ...found], keys, [...columns, HAS_ROWS]);
}

/** What arms found of the whole range. */
export function foundByBranches(branches: readonly Branch[], readings: readonly Reading[]): Sql[] {
  return branches.map((branch) => branchSql(branch, branch.keys, [...readingColumns(readings), HAS_ROWS], false));
}

/** The column that is null for groups that cells do not have. */
export const HAS_ROWS = 'has_rows';

/** The cells found, and every slot that has begun for each of their groups. */
export function filledSql({ keys, readings }: Stitched, cells: string, begun: number): Sql {
  const columns = readingColumns(readings);
  const slots = sql`
    select ${join([sql`s.slot`, ...keys.map((key) => sql`g.${key}`), ...columns.map(() => sql`null`)], ', ')}
    from (select distinct ${join(keys, ', ')} from ${name(cells)}) as g
    cross join ${slotsSql(begun)}
  `;
  return addedUp([sql`select * from ${name(cells)}`, slots], keys, columns);
}

/** The first arm says what type the columns are; in the others null is null. A key that is null is so in every row. */
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

/** A sum of nothing seen is null, and null is no reason to keep a row. */
export function contributes(reading: Reading): Sql {
  return sql`sum(a.${name(columnsOf(reading).contributed)}) > 0`;
}

function nullGroup(keys: Kept, alias: string): Sql[] {
  return keys.map((key) => sql`${name(alias)}.${key} is null`);
}

function hasContributed(reading: Reading): Sql {
  return sql`c.${name(columnsOf(reading).contributed)} > 0`;
}
