import type { Condition, Measure, Metric, Registry } from './registry';

/** What a metric is made of, as sorted `table.column`, by the registry's keys; of a ratio, what both parts are. */
export function sources(registry: Registry, metric: Metric): readonly string[] {
  const { definition } = metric;
  const found =
    definition.kind === 'ratio'
      ? [definition.numerator, definition.denominator].flatMap((key) => sources(registry, registry.metrics.get(key)!))
      : columnsOf(registry, definition);
  return [...new Set(found)].sort();
}

function columnsOf(registry: Registry, measure: Measure): string[] {
  const standing = registry.tables.get(measure.table)!.filter;
  const own = [...filteredBy(standing), ...filteredBy(measure.filter), ...measuredBy(registry, measure)];
  const columns = own.map((column) => `${measure.table}.${column}`);
  if (measure.kind !== 'return') return columns;
  return [...columns, ...measure.within.flatMap(({ table, at, entity }) => [`${table}.${at}`, `${table}.${entity}`])];
}

function measuredBy(registry: Registry, measure: Measure): string[] {
  switch (measure.kind) {
    case 'count':
      return [measure.at];
    case 'sum':
      return [measure.at, measure.column];
    case 'first':
      // The primary key decides between rows of the same moment.
      return [measure.at, measure.entity, ...registry.tables.get(measure.table)!.primaryKey];
    case 'snapshot':
      return [measure.from, measure.until, ...(measure.column === null ? [] : [measure.column])];
    default:
      return [measure.at, measure.entity];
  }
}

function filteredBy(condition: Condition): string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(filteredBy);
    case 'not':
      return filteredBy(condition.of);
    default:
      return [condition.column];
  }
}
