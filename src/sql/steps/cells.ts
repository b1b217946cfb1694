import { write } from '../dialect';
import { join, name, sql } from '../fragment';
import { branchesOf } from '../readings';
import { CELLS } from '../readings/summed';
import { keyName } from '../scan/keys';
import { cellsOfSql, cellsSql, everySlot, readingColumns } from '../stitch';
import type { PageContext, StatementContext } from './context';
import type { Cte } from './cte';
import { keptSql } from './kept';
import { hasEverySlot, hasNullGroup, keptKeys, keyColumns, keyIndexes, nullKeys } from './shape';

/** Every reading of the plan by slot and group, from the scans. */
export function cellsStep(context: StatementContext): Cte {
  const { plan, readings, named } = context;
  const id = named(CELLS);
  const all = [...readings.values()];
  const branches = branchesOf(
    { ...context, view: { placement: 'rows', keys: keyIndexes(plan), personKey: null, othersSuffix: null, cells: id } },
    all,
  );
  const noKeys = nullKeys(context);
  const isThere = hasEverySlot(plan) || hasNullGroup(plan);
  const extra = [
    ...(isThere ? [everySlot(noKeys, all, plan.oneBucket ? 1 : plan.begunCount)] : []),
    ...(plan.keptCells.length > 0 ? [keptSql(context)] : []),
  ];
  if (branches.length + extra.length > 0) {
    const keys = keyColumns(plan);
    return { name: id, sql: cellsSql({ branches, extra, keys, readings: all, onlyContributing: keptKeys(plan) }) };
  }
  const none = readingColumns(all).map((column) => sql`${write('nullOf', 'numeric')} as ${name(column)}`);
  const keys = noKeys.map((key, index) => sql`${key} as ${keyName(index)}`);
  return { name: id, sql: sql`select ${join([sql`1 as slot`, ...keys, ...none], ', ')} where false` };
}

/** The cells of a page's readings; null if these are all readings. */
export function ownCellsStep({ plan, readings, found, pageNamed }: PageContext, cells: string): Cte | null {
  if (found.readings.length === readings.size) return null;
  return { name: pageNamed('own_cells'), sql: cellsOfSql(found, cells, keptKeys(plan)) };
}
