import { factsOf, isMeasure } from './kinds';
import { partsOf } from './parts';
import type { Definition } from './definition';
import type { Measure } from './measure';
import type { Dimension } from './registry';
import type { Table } from './table';

/** The facts of tables that decide paths between them. */
export type TableGraph = ReadonlyMap<string, Pick<Table, 'primaryKey' | 'parents'>>;

/**
 * A join to the row of `table` whose primary key is in these columns of the previous table, in
 * order.
 */
export interface Join {
  readonly table: string;
  readonly columns: readonly string[];
}

/** The joins from a table to a dimension, and the column to read in the last table of the path. */
export interface DimensionPath {
  readonly joins: readonly Join[];
  readonly column: string;
}

/** The shortest path from a table to a dimension (docs/meaning.md#joins), or null. */
export function pathTo(
  tables: TableGraph,
  table: string,
  dimension: Pick<Dimension, 'table' | 'column'>,
): DimensionPath | null {
  const shortest = shortestPaths(tables, table, dimension.table)[0];
  if (shortest === undefined) return null;
  const joins = [...shortest];
  let { column } = dimension;
  // The columns that refer to a parent hold its key. Reading them saves joins, and works if the
  // parent is missing.
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

/**
 * All shortest paths from a table to an ancestor: `[[]]` from a table to itself, `[]` if there is
 * no path.
 */
export function shortestPaths(tables: TableGraph, from: string, to: string): JoinPaths {
  const cache = pathCache.get(tables) ?? new Map<string, ReadonlyMap<string, JoinPaths>>();
  pathCache.set(tables, cache);
  const paths = cache.get(from) ?? pathsFrom(tables, from);
  cache.set(from, paths);
  return paths.get(to) ?? [];
}

/** Every metric needs its paths to every dimension, so they are computed once per table. */
const pathCache = new WeakMap<TableGraph, Map<string, ReadonlyMap<string, JoinPaths>>>();

/** By ancestor: all shortest paths to it. */
function pathsFrom(tables: TableGraph, from: string): ReadonlyMap<string, JoinPaths> {
  const all = new Map<string, JoinPaths>([[from, [[]]]]);
  let latest: ReadonlyMap<string, JoinPaths> = all;
  while (latest.size > 0) {
    const next = new Map<string, JoinPaths>();
    for (const [at, paths] of latest) {
      for (const [parent, columns] of tables.get(at)?.parents ?? []) {
        if (all.has(parent)) continue;
        const through = paths.map((path) => [...path, { table: parent, columns }]);
        next.set(parent, [...(next.get(parent) ?? []), ...through]);
      }
    }
    for (const [table, paths] of next) all.set(table, paths);
    latest = next;
  }
  return all;
}

/**
 * The table whose rows a column identifies. If the column is the primary key, this is the column's
 * own table; otherwise it is the parent that the column refers to. If the column refers to several
 * parents, it is the parent whose primary key refers to the others. Null: the column identifies no
 * row.
 */
export function entityTable(tables: TableGraph, table: string, column: string): string | null {
  const declared = tables.get(table);
  if (declared === undefined) return null;
  if (isJust(declared.primaryKey, column)) return table;
  const referred = [...declared.parents].flatMap(([parent, columns]) => (isJust(columns, column) ? [parent] : []));
  return referred.find((one) => referred.every((other) => keyParents(tables, one).has(other))) ?? referred[0] ?? null;
}

/** The table and the parents that its primary key refers to, at any depth: they share its ids. */
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

/**
 * All tables that share ids with a table, itself included: its parents and children by primary key.
 */
export function tablesSharingIds(tables: TableGraph, table: string): ReadonlySet<string> {
  const found = new Set([table]);
  for (const one of found) {
    const alike = [...tables.keys()].filter((other) => keyParents(tables, other).has(one));
    for (const other of [...keyParents(tables, one), ...alike]) found.add(other);
  }
  return found;
}

/** Whether a key consists of this one column. */
export function isJust(key: readonly string[], column: string): boolean {
  return key.length === 1 && key[0] === column;
}

/**
 * The table where a measure's paths to dimensions begin: its own, or that of the entity whose
 * dimensions count (docs/meaning.md#reach). Null: the column identifies no row.
 */
export function reachesFrom(tables: TableGraph, measure: Measure): string | null {
  const entity = factsOf(measure).dimensionsOf(measure);
  return entity === null ? measure.table : entityTable(tables, measure.table, entity);
}

/** The dimensions that every part of a definition reaches, as declared (docs/meaning.md#reach). */
export function reachOf(
  definition: Definition,
  known: {
    readonly tables: TableGraph;
    readonly dimensions: ReadonlyMap<string, Pick<Dimension, 'table' | 'column'>>;
    /** The definitions of all metrics, by key. */
    readonly definitions: ReadonlyMap<string, Definition>;
  },
): readonly string[] {
  if (!isMeasure(definition)) {
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
