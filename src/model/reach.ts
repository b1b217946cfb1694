import { partsOf } from './parts';
import type { Definition, Dimension, Measure, Table } from './registry';

/** What finding a way takes to know of tables. */
export type TableGraph = ReadonlyMap<string, Pick<Table, 'primaryKey' | 'parents'>>;

/** One join: to the row of `table` whose primary key is in `columns` of the table before, in its order. */
export interface Join {
  readonly table: string;
  readonly columns: readonly string[];
}

/** How a table reaches a dimension: the joins to make, and the column to read in the last table (without joins: in itself). */
export interface DimensionPath {
  readonly joins: readonly Join[];
  readonly column: string;
}

/** The shortest way from a table to a dimension (docs/meaning.md#joins), or null. */
export function pathTo(
  tables: TableGraph,
  table: string,
  dimension: Pick<Dimension, 'table' | 'column'>,
): DimensionPath | null {
  const shortest = shortestPaths(tables, table, dimension.table)[0];
  if (shortest === undefined) return null;
  const joins = [...shortest];
  let { column } = dimension;
  // A parent's key is read from the columns that refer to it, from child to child: that saves joins, and parents may be missing.
  for (let last = joins.at(-1); last !== undefined; last = joins.at(-1)) {
    const columnIndex = tables.get(last.table)?.primaryKey.indexOf(column) ?? -1;
    const referring = last.columns[columnIndex];
    if (referring === undefined) break;
    column = referring;
    joins.pop();
  }
  return { joins, column };
}

type JoinPaths = readonly (readonly Join[])[];

/** All ways from a table to an ancestor that are as short as any; `[[]]` from a table to itself, `[]` if there is none. */
export function shortestPaths(tables: TableGraph, from: string, to: string): JoinPaths {
  const cache = pathCache.get(tables) ?? new Map<string, ReadonlyMap<string, JoinPaths>>();
  pathCache.set(tables, cache);
  const paths = cache.get(from) ?? pathsFrom(tables, from);
  cache.set(from, paths);
  return paths.get(to) ?? [];
}

/** Every metric asks for its ways to every dimension: they are found once a table. */
const pathCache = new WeakMap<TableGraph, Map<string, ReadonlyMap<string, JoinPaths>>>();

/** By ancestor: all ways to it that are as short as any. */
function pathsFrom(tables: TableGraph, from: string): ReadonlyMap<string, JoinPaths> {
  const all = new Map<string, JoinPaths>([[from, [[]]]]);
  let latest: ReadonlyMap<string, JoinPaths> = all;
  while (latest.size > 0) {
    const next = new Map<string, JoinPaths>();
    for (const [at, paths] of latest) {
      for (const [parent, columns] of tables.get(at)?.parents ?? []) {
        if (all.has(parent)) continue;
        const through = paths.map((way) => [...way, { table: parent, columns }]);
        next.set(parent, [...(next.get(parent) ?? []), ...through]);
      }
    }
    for (const [table, paths] of next) all.set(table, paths);
    latest = next;
  }
  return all;
}

/**
 * The table whose rows a column by itself identifies: its own if it is the primary key, or the parent it refers to; of several the one that the others
 * follow from.
 */
export function entityTable(tables: TableGraph, table: string, column: string): string | null {
  const declared = tables.get(table);
  if (declared === undefined) return null;
  if (isJust(declared.primaryKey, column)) return table;
  const referred = [...declared.parents].flatMap(([parent, columns]) => (isJust(columns, column) ? [parent] : []));
  return referred.find((one) => referred.every((other) => keyParents(tables, one).has(other))) ?? referred[0] ?? null;
}

/** The tables whose keys a table's own key is as well, from one to the next: an id of one is that of a row of the other. */
function keyParents(tables: TableGraph, table: string): ReadonlySet<string> {
  const found = new Set([table]);
  for (const one of found) {
    const { primaryKey, parents } = tables.get(one) ?? { primaryKey: [], parents: [] };
    const [key] = primaryKey;
    if (key === undefined || primaryKey.length > 1) continue;
    for (const [parent, columns] of parents) if (isJust(columns, key)) found.add(parent);
  }
  return found;
}

/** The tables with the same ids as this one, itself among them: those that it has as parents by its key, and those that have it so. */
export function tablesSharingIds(tables: TableGraph, table: string): ReadonlySet<string> {
  const found = new Set([table]);
  for (const one of found) {
    const alike = [...tables.keys()].filter((other) => keyParents(tables, other).has(one));
    for (const other of [...keyParents(tables, one), ...alike]) found.add(other);
  }
  return found;
}

/** Whether a key is this one column. */
export function isJust(key: readonly string[], column: string): boolean {
  return key.length === 1 && key[0] === column;
}

/** Where a measure's ways to dimensions begin: at its table, or, of a return, at the table of its entity. */
export function reachesFrom(tables: TableGraph, measure: Measure): string | null {
  return measure.kind === 'return' ? entityTable(tables, measure.table, measure.entity) : measure.table;
}

/** The dimensions that every part of a definition reaches, as declared (docs/meaning.md#reach). */
export function reachOf(
  definition: Definition,
  known: {
    readonly tables: TableGraph;
    readonly dimensions: ReadonlyMap<string, Pick<Dimension, 'table' | 'column'>>;
    /** Of all metrics: what a definition is made of is looked up here. */
    readonly definitions: ReadonlyMap<string, Definition>;
  },
): readonly string[] {
  if (!('table' in definition)) {
    const [first, ...remaining] = partsOf(definition).map((key) => {
      const part = known.definitions.get(key);
      return part ? reachOf(part, known) : [];
    });
    return first!.filter((key) => remaining.every((other) => other.includes(key)));
  }
  const from = reachesFrom(known.tables, definition);
  if (from === null) return [];
  return [...known.dimensions].filter(([, to]) => pathTo(known.tables, from, to) !== null).map(([key]) => key);
}
