import { dimensionsOf } from './filterDimensions';
import { matchKind } from './byKind';
import { factsOf, isMeasure } from './kinds';
import { mustGet } from './mustGet';
import { partsOf } from './parts';
import { isJust, pathTo, reachesFrom } from './reach';
import type { Measure } from './measure';
import type { Dimension, Metric, Registry } from './registry';
import type { Table, TableSource } from './table';
import type { RowFilter, RowColumn, RowRule } from './role';
import { forTests } from './valueTest';

type TablesWithSources = ReadonlyMap<string, Pick<Table, 'primaryKey' | 'parents' | 'source'>>;

/** The conditions that all must hold. A table reaches each of them as a whole, or not at all. */
export function conditionsOf(rule: RowFilter): readonly RowFilter[];
export function conditionsOf(rule: RowRule): readonly RowRule[];
export function conditionsOf(rule: RowRule): readonly RowRule[] {
  return rule.kind === 'all' ? rule.of.flatMap((one) => conditionsOf(one)) : [rule];
}

/** The columns that a rule reads. */
export function rowColumnsOf(rule: RowRule): readonly RowColumn[] {
  const tested = ({ at }: { readonly at: RowColumn }) => [at];
  return matchKind<RowRule, readonly RowColumn[], []>(rule, {
    all: ({ of }) => of.flatMap(rowColumnsOf),
    any: ({ of }) => of.flatMap(rowColumnsOf),
    not: ({ of }) => rowColumnsOf(of),
    ...forTests(tested),
    claim: tested,
  });
}

/** Whether a table reaches every column of a condition. */
export function canFilterRows(tables: TablesWithSources, table: string, condition: RowRule): boolean {
  return rowColumnsOf(condition).every((at) => pathTo(tables, table, at) !== null);
}

/**
 * Whether a condition decides which rows of a table are visible: by its own columns, or by those of
 * the tables it is made from. An event is chosen among the visible rows of its source table, so the
 * condition must decide about the rows of the source table (docs/meaning.md#roles).
 */
export function isAccessDecided(
  tables: TablesWithSources,
  table: string,
  condition: RowRule,
  open: Pick<ReadonlySet<string>, 'has'>,
): boolean {
  if (open.has(table)) return true;
  const byItself = () => canFilterRows(tables, table, condition);
  const by = (other: string) => isAccessDecided(tables, other, condition, open);
  return matchKind<TableSource, boolean, []>(mustGet(tables, table).source, {
    relation: byItself,
    sql: byItself,
    union: ({ of }) => byItself() || of.every(by),
    event: ({ of }) => by(of),
  });
}

/** The measures that a metric is made of in the end. */
export function measuresOf(
  registry: Pick<Registry, 'metrics'>,
  metric: Pick<Metric, 'definition'>,
): readonly Measure[] {
  return sourcesOf(registry, metric).map(({ measure }) => measure);
}

/**
 * The tables that a query with these dimensions reads for a metric: the tables of the metric's
 * measures, and the parents on the paths to these dimensions and to the dimensions of the metric's
 * filters.
 */
export function tablesOf(
  registry: Pick<Registry, 'metrics' | 'tables' | 'dimensions'>,
  metric: Metric,
  dimensions: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { measure, filteredBy } of sourcesOf(registry, metric)) {
    found.add(measure.table);
    for (const { table } of factsOf(measure).within(measure)) found.add(table);
    for (const key of [...dimensions, ...filteredBy])
      for (const table of parentsOn(registry.tables, measure, registry.dimensions.get(key)!)) found.add(table);
  }
  return found;
}

/**
 * The measures that a metric is made of in the end, each with the dimensions of the filters above
 * it.
 */
function sourcesOf(
  registry: Pick<Registry, 'metrics'>,
  { definition }: Pick<Metric, 'definition'>,
): readonly { readonly measure: Measure; readonly filteredBy: readonly string[] }[] {
  if (isMeasure(definition)) return [{ measure: definition, filteredBy: [] }];
  const own = definition.kind === 'filtered' ? dimensionsOf(definition.where) : [];
  return partsOf(definition)
    .flatMap((key) => sourcesOf(registry, registry.metrics.get(key)!))
    .map(({ measure, filteredBy }) => ({ measure, filteredBy: [...own, ...filteredBy] }));
}

/**
 * The tables that a measure joins to read a dimension. The table where its paths begin is one of
 * them, unless the dimension is its primary key.
 */
function parentsOn(tables: TablesWithSources, measure: Measure, dimension: Dimension): readonly string[] {
  const from = reachesFrom(tables, measure);
  const path = from === null ? null : pathTo(tables, from, dimension);
  if (from === null || path === null) return [];
  const isKey = path.joins.length === 0 && isJust(tables.get(from)!.primaryKey, path.column);
  return [...(isKey ? [] : [from]), ...path.joins.map(({ table }) => table)];
}
