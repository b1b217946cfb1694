import { pathTo, type TableGraph } from '../model/reach';
import type { FreeKeys } from './names';
import { labelOf } from './names';
import type { ProposedColumn, ProposedDimension, ProposedTable } from './proposal';

/** Most values of a text that people group by. */
const MOST_VALUES = 50;
/** A text with another value in nearly every row tells rows apart, and does not group them. */
const LARGEST_SHARE = 0.5;

/** The dimensions of some tables that the rows of a table with a time reach. */
export function proposeDimensions(
  tables: readonly ProposedTable[],
  some: readonly ProposedTable[],
  keys: FreeKeys,
): readonly ProposedDimension[] {
  const reached = some.filter((table) => isReached(table, tables));
  const ids = reached.filter(({ key }) => tables.some(({ parents }) => parents.has(key)));
  const all = [
    ...ids.flatMap((table) => (table.primaryKey.length > 1 ? [] : idOf(table, keys))),
    ...reached.flatMap((table) => valuesOf(table, keys)),
  ];
  // A registry needs one, and every table has a key.
  return all.length > 0 ? all : reached.slice(0, 1).map((table) => idOf(table, keys));
}

function isReached({ key }: ProposedTable, tables: readonly ProposedTable[]): boolean {
  const graph: TableGraph = new Map(
    tables.map((table) => [
      table.key,
      {
        primaryKey: table.primaryKey,
        parents: new Map([...table.parents].map(([parent, { columns }]) => [parent, columns])),
      },
    ]),
  );
  return tables.some((from) => from.time !== null && pathTo(graph, from.key, { table: key, column: '' }) !== null);
}

/** The dimension of the first column of a table's key. */
function idOf({ key: of, primaryKey, isMain, surveyed }: ProposedTable, keys: FreeKeys): ProposedDimension {
  const column = primaryKey[0]!;
  const hasOwnName = isMain && !/^id$/i.test(column);
  const key = hasOwnName ? keys.take(column, `${of}_${column}`) : keys.take(`${of}_id`);
  return { key, label: labelOf(of), description: surveyed.comment, type: 'id', column, of };
}

function valuesOf(table: ProposedTable, keys: FreeKeys): readonly ProposedDimension[] {
  const references = new Set([...table.primaryKey, ...[...table.parents.values()].flatMap(({ columns }) => columns)]);
  return table.columns.flatMap((column): ProposedDimension[] => {
    if (references.has(column.key) || !isGrouping(column, table)) return [];
    const { key: own, comment, type } = column;
    const key = table.isMain ? keys.take(own, `${table.key}_${own}`) : keys.take(`${table.key}_${own}`);
    const label = key === own ? labelOf(own) : `${labelOf(table.key)}: ${labelOf(own).toLowerCase()}`;
    const form = type === 'boolean' ? 'boolean' : 'text';
    return [{ key, label, description: comment, type: form, column: own, of: table.key }];
  });
}

/** Texts about one person or row, which nobody should find in a chart. */
const OF_ONE =
  /((first|last|full|middle|user|sur|given|family)_?name|nick|phone|mobile|e?mail|address|street|zip|postal|passw|secret|token|hash|url|note|comment|descr|remark)/i;

/** True if few values stand in many rows. */
function isGrouping({ type, name }: ProposedColumn, { surveyed: { sample } }: ProposedTable): boolean {
  if (type === 'boolean' || type === 'enum') return true;
  if (OF_ONE.test(name)) return false;
  const { distinct = 0, filled = 0 } = sample.columns.get(name) ?? {};
  const isFew = distinct <= MOST_VALUES && (distinct <= 10 || distinct <= LARGEST_SHARE * filled * sample.rows);
  return type === 'text' && isFew;
}
