import { partsOf } from './parts';
import type { Definition, Dimension, Measure, Table } from './registry';

/** What finding a way takes to know of tables. */
export type Tables = ReadonlyMap<string, Pick<Table, 'primaryKey' | 'parents'>>;

/** One join: to the row of `table` whose primary key is in `column` of the table before. */
export interface Join {
  readonly table: string;
  readonly column: string;
}

/** How a table reaches a dimension: the joins to make, and the column to read in the last table (without joins: in itself). */
export interface DimensionPath {
  readonly joins: readonly Join[];
  readonly column: string;
}

/** The shortest way from a table to a dimension (docs/meaning.md#joins), or null. */
export function pathTo(
  tables: Tables,
  table: string,
  dimension: Pick<Dimension, 'table' | 'column'>,
): DimensionPath | null {
  const joins = shortestWays(tables, table, dimension.table)[0];
  if (joins === undefined) return null;
  const last = joins.at(-1);
  // A parent's key is read from the column that refers to it: that saves the join, and the parent may be missing.
  if (last && dimension.column === tables.get(dimension.table)?.primaryKey) {
    return { joins: joins.slice(0, -1), column: last.column };
  }
  return { joins, column: dimension.column };
}

/** All ways from a table to an ancestor that are as short as any; `[[]]` from a table to itself, `[]` if there is none. */
export function shortestWays(tables: Tables, from: string, to: string): readonly (readonly Join[])[] {
  const seen = new Set([from]);
  let ways: { at: string; joins: Join[] }[] = [{ at: from, joins: [] }];
  while (ways.length > 0) {
    const there = ways.filter((way) => way.at === to);
    if (there.length > 0) return there.map((way) => way.joins);
    const next = ways.flatMap(({ at, joins }) =>
      [...(tables.get(at)?.parents ?? [])]
        .filter(([parent]) => !seen.has(parent))
        .map(([parent, column]) => ({ at: parent, joins: [...joins, { table: parent, column }] })),
    );
    for (const way of next) seen.add(way.at);
    ways = next;
  }
  return [];
}

/** The table whose rows a column identifies: the parent it refers to, or its own if it is the primary key. */
export function entityTable(tables: Tables, table: string, column: string): string | null {
  const declared = tables.get(table);
  for (const [parent, reference] of declared?.parents ?? []) if (reference === column) return parent;
  return declared?.primaryKey === column ? table : null;
}

/** Where a measure's ways to dimensions begin: at its table, or, of a return, at the table of its entity. */
export function reachesFrom(tables: Tables, measure: Measure): string | null {
  return measure.kind === 'return' ? entityTable(tables, measure.table, measure.entity) : measure.table;
}

/** The dimensions that every part of a definition reaches, as declared (docs/meaning.md#reach). */
export function reachOf(
  definition: Definition,
  known: {
    readonly tables: Tables;
    readonly dimensions: ReadonlyMap<string, Pick<Dimension, 'table' | 'column'>>;
    /** Of all metrics: what a definition is made of is looked up here. */
    readonly definitions: ReadonlyMap<string, Definition>;
  },
): readonly string[] {
  if (!('table' in definition)) {
    const [first, ...others] = partsOf(definition).map((key) => {
      const part = known.definitions.get(key);
      return part ? reachOf(part, known) : [];
    });
    return first!.filter((key) => others.every((other) => other.includes(key)));
  }
  const from = reachesFrom(known.tables, definition);
  if (from === null) return [];
  return [...known.dimensions].filter(([, to]) => pathTo(known.tables, from, to) !== null).map(([key]) => key);
}
