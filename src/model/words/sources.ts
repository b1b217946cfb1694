import { matchKind } from '../byKind';
import { dimensionsOf } from '../filterDimensions';
import { factsOf, isMeasure } from '../kinds';
import { mustGet } from '../mustGet';
import { partIn, partsOf } from '../parts';
import type { Condition } from '../condition';
import type { Measure } from '../measure';
import type { Metric, Registry } from '../registry';

/**
 * The columns that decide a metric's numbers, sorted, as `table.column` with keys of the registry.
 */
export function sources(registry: Registry, { definition }: Metric): readonly string[] {
  const found = isMeasure(definition)
    ? columnsOf(registry, definition)
    : partsOf(definition).flatMap((key) => sources(registry, partIn(registry, key)));
  const dimensions = definition.kind === 'filtered' ? dimensionsOf(definition.where) : [];
  const columns = dimensions
    .flatMap((key) => registry.dimensions.get(key) ?? [])
    .map(({ table, column }) => `${table}.${column}`);
  return [...new Set([...found, ...columns])].sort();
}

function columnsOf(registry: Registry, measure: Measure): string[] {
  const table = mustGet(registry.tables, measure.table);
  const facts = factsOf(measure);
  const own = [...columnsIn(table.filter), ...columnsIn(measure.filter), ...facts.columns(measure, table)];
  return [
    ...own.map((column) => `${measure.table}.${column}`),
    ...facts.within(measure).flatMap(({ table, at, entity }) => [`${table}.${at}`, `${table}.${entity}`]),
  ];
}

/** The columns that a condition reads. */
function columnsIn(condition: Condition): readonly string[] {
  return matchKind<Condition, readonly string[], []>(condition, {
    all: ({ of }) => of.flatMap(columnsIn),
    any: ({ of }) => of.flatMap(columnsIn),
    not: ({ of }) => columnsIn(of),
    in: ({ column }) => [column],
    null: ({ column }) => [column],
  });
}
