import { dimensionsOf } from './filterDimensions';
import { partsOf } from './parts';
import { isJust, pathTo, reachesFrom } from './reach';
import type { Dimension, Measure, Metric, Registry, Table } from './registry';
import type { RowFilter, RowColumn, RowRule } from './role';

type TablesWithSources = ReadonlyMap<string, Pick<Table, 'primaryKey' | 'parents' | 'source'>>;

/** Conditions that all have to hold, each reached by tables or not as a whole. */
export function conditionsOf(rule: RowFilter): readonly RowFilter[];
export function conditionsOf(rule: RowRule): readonly RowRule[];
export function conditionsOf(rule: RowRule): readonly RowRule[] {
  return rule.kind === 'all' ? rule.of.flatMap((one) => conditionsOf(one)) : [rule];
}

/** The places that a rule looks at. */
export function rowColumnsOf(rule: RowRule): readonly RowColumn[] {
  if (rule.kind === 'all' || rule.kind === 'any') return rule.of.flatMap(rowColumnsOf);
  return rule.kind === 'not' ? rowColumnsOf(rule.of) : [rule.at];
}

/** Whether the rows of a table can themselves be told by a condition. */
export function canFilterRows(tables: TablesWithSources, table: string, condition: RowRule): boolean {
  return rowColumnsOf(condition).every((at) => pathTo(tables, table, at) !== null);
}

/**
 * Whether it is decided by a condition which rows a table has: by its own rows, or by those it is made of. Events are of rows that are there, so
 * that it is those that have to be told (docs/meaning.md#roles).
 */
export function isAccessDecided(
  tables: TablesWithSources,
  table: string,
  condition: RowRule,
  open: Pick<ReadonlySet<string>, 'has'>,
): boolean {
  if (open.has(table)) return true;
  const { source } = tables.get(table)!;
  if (source.kind === 'event') return isAccessDecided(tables, source.of, condition, open);
  if (canFilterRows(tables, table, condition)) return true;
  return source.kind === 'union' && source.of.every((one) => isAccessDecided(tables, one, condition, open));
}

/** The measures that a metric comes down to. */
export function measuresOf(
  registry: Pick<Registry, 'metrics'>,
  metric: Pick<Metric, 'definition'>,
): readonly Measure[] {
  return sourcesOf(registry, metric).map(({ measure }) => measure);
}

/**
 * The tables that are read for a metric, asked by any of some dimensions: its own, those it looks into, and parents on the way to those dimensions and to those
 * that it is filtered by itself.
 */
export function tablesOf(
  registry: Pick<Registry, 'metrics' | 'tables' | 'dimensions'>,
  metric: Metric,
  dimensions: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { measure, filteredBy } of sourcesOf(registry, metric)) {
    found.add(measure.table);
    if (measure.kind === 'return') for (const { table } of measure.within) found.add(table);
    for (const key of [...dimensions, ...filteredBy])
      for (const table of parentsOn(registry.tables, measure, registry.dimensions.get(key)!)) found.add(table);
  }
  return found;
}

/** The measures that a metric comes down to, each with the dimensions that filters look at on the way. */
function sourcesOf(
  registry: Pick<Registry, 'metrics'>,
  { definition }: Pick<Metric, 'definition'>,
): readonly { readonly measure: Measure; readonly filteredBy: readonly string[] }[] {
  if ('table' in definition) return [{ measure: definition, filteredBy: [] }];
  const own = definition.kind === 'filtered' ? dimensionsOf(definition.where) : [];
  return partsOf(definition)
    .flatMap((key) => sourcesOf(registry, registry.metrics.get(key)!))
    .map(({ measure, filteredBy }) => ({ measure, filteredBy: [...own, ...filteredBy] }));
}

/** The tables that are joined to a measure's to read a dimension: of what returns, that of the entity too, unless its key is all that is wanted. */
function parentsOn(tables: TablesWithSources, measure: Measure, dimension: Dimension): readonly string[] {
  const from = reachesFrom(tables, measure);
  const path = from === null ? null : pathTo(tables, from, dimension);
  if (from === null || path === null) return [];
  const isKey = path.joins.length === 0 && isJust(tables.get(from)!.primaryKey, path.column);
  return [...(isKey ? [] : [from]), ...path.joins.map(({ table }) => table)];
}
