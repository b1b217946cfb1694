import { partIn, partsOf } from '../parts';
import type { Condition, DimensionRule, Measure, Metric, Registry } from '../registry';

/** What a metric is made of, as sorted `table.column`, by the registry's keys; of one that is made of others, what those are. */
export function sources(registry: Registry, { definition }: Metric): readonly string[] {
  const found =
    'table' in definition
      ? columnsOf(registry, definition)
      : partsOf(definition).flatMap((key) => sources(registry, partIn(registry, key)));
  const dimensions = definition.kind === 'filtered' ? filteredBy(definition.where) : [];
  const columns = dimensions
    .flatMap((key) => registry.dimensions.get(key) ?? [])
    .map(({ table, column }) => `${table}.${column}`);
  return [...new Set([...found, ...columns])].sort();
}

function columnsOf(registry: Registry, measure: Measure): string[] {
  const standing = registry.tables.get(measure.table)!.filter;
  const own = [...filteredBy(standing), ...filteredBy(measure.filter), ...measureColumns(registry, measure)];
  const columns = own.map((column) => `${measure.table}.${column}`);
  if (measure.kind !== 'return') return columns;
  return [...columns, ...measure.within.flatMap(({ table, at, entity }) => [`${table}.${at}`, `${table}.${entity}`])];
}

function measureColumns(registry: Registry, measure: Measure): string[] {
  switch (measure.kind) {
    case 'count':
      return [measure.at];
    case 'sum':
      return [measure.at, measure.column];
    case 'first':
      // The primary key decides between rows of the same moment.
      return [measure.at, measure.entity, ...registry.tables.get(measure.table)!.primaryKey];
    case 'rolling':
      return [measure.at, ...nonNull(measure.entity, measure.column)];
    case 'statistic':
      return [measure.at, measure.column, ...nonNull(measure.per)];
    case 'snapshot':
    case 'movement':
      return [measure.from, measure.until, ...nonNull(measure.entity, measure.column)];
    default:
      return [measure.at, measure.entity];
  }
}

function nonNull(...columns: readonly (string | null)[]): string[] {
  return columns.filter((column) => column !== null);
}

/** The columns, or dimensions, that a condition names. */
function filteredBy(condition: Condition | DimensionRule): string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(filteredBy);
    case 'not':
      return filteredBy(condition.of);
    default:
      return ['column' in condition ? condition.column : condition.dimension];
  }
}
