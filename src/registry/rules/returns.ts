import type { MeasureGrammarOf } from '../grammar/measure';
import { entityTable, tablesSharingIds } from '../../model/reach';
import type { Return } from '../../model/measure';
import type { Spot } from '../yaml/spot';
import { IDENTITY } from './columns';
import { readAt, readColumn, type MeasureContext } from './measureContext';
import type { TableDraft } from './tableDraft';

/**
 * Reads a return. It follows entities from one table into others, so the entity must be a row of a
 * declared table that the others refer to. Null if there are problems.
 */
export function readReturn(measure: MeasureGrammarOf<'return'>, context: MeasureContext): Return | null {
  const { table, filter, spot, tables } = context;
  const at = readAt(measure.at, context);
  const entity = readColumn(measure.count_returning, IDENTITY, spot.at('count_returning'), context);
  const home = entity === null ? null : readHome(entity, context);
  const within = measure.within.map((key, index) => {
    const there = spot.at('within').at(index);
    const other = tables.get(key);
    if (!other) context.problems.addUnknown(there, 'table', key, tables.keys());
    else if (measure.within.indexOf(key) < index) {
      context.problems.add(there, `"${key}" is named twice`, 'each table once');
    }
    return other && home !== null ? readWithin(other, home, there, context) : null;
  });
  if (!filter || !at || !entity || !home || within.includes(null)) return null;
  const complete = within as Return['within'];
  return { kind: 'return', table: table.key, filter, at, entity, lag: measure.lag, within: complete };
}

/** The table whose rows return. */
function readHome(entity: string, { table, spot, tables, problems }: MeasureContext): string | null {
  const home = entityTable(tables, table.key, entity);
  if (home !== null) return home;
  const keys = [[table.key, table.primaryKey] as const, ...table.parents];
  const shared = keys.find(([, columns]) => columns.includes(entity));
  const wrong =
    shared === undefined
      ? `"${entity}" does not identify a row of any table`
      : `"${entity}" alone does not identify a row of "${shared[0]}", whose key has ${shared[1].length} columns`;
  const known = new Set(keys.flatMap(([, columns]) => (columns.length === 1 ? columns : [])));
  const expected =
    known.size === 0
      ? 'a table whose key, or a parent whose key, is a single column'
      : `the primary key or a column of \`parents\`: ${[...known].join(', ')}`;
  problems.add(spot.at('count_returning'), wrong, expected);
  return null;
}

function readWithin(
  table: TableDraft,
  home: string,
  spot: Spot,
  { tables, problems }: MeasureContext,
): Return['within'][number] | null {
  const entity = entityIn(table, home, tables);
  const at = table.fields.time ?? null;
  if (entity === null) {
    problems.add(
      spot,
      `"${table.key}" does not refer to "${home}", whose rows return`,
      `a table with "${home}" among its parents`,
    );
  }
  if (at === null) problems.add(spot, `no column dates the rows of "${table.key}"`, '`time:` on the table');
  return entity === null || at === null ? null : { table: table.key, at, entity };
}

/**
 * The column that identifies the entity of a row: the primary key in the home table, or a table
 * with the same ids; in other tables the column that refers to one of these.
 */
function entityIn(table: TableDraft, home: string, tables: MeasureContext['tables']): string | null {
  const alike = tablesSharingIds(tables, home);
  if (alike.has(table.key)) return table.primaryKey[0] ?? null;
  for (const one of alike) {
    const [column] = table.parents.get(one) ?? [];
    if (column !== undefined) return column;
  }
  return null;
}
