import { dimensionsOf } from '../filterDimensions';
import { factsOf, isMeasure } from '../kinds';
import { mustGet } from '../mustGet';
import { partIn, partsOf } from '../parts';
import { columnsOfRow } from '../rowExpression';
import type { Table } from '../table';
import { columnsIn } from '../condition';
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
    .flatMap(({ table, column }) =>
      withInputs(mustGet(registry.tables, table), [column]).map((input) => `${table}.${input}`),
    );
  return [...new Set([...found, ...columns])].sort();
}

function columnsOf(registry: Registry, measure: Measure): string[] {
  const table = mustGet(registry.tables, measure.table);
  const facts = factsOf(measure);
  const own = [...columnsIn(table.filter), ...columnsIn(measure.filter), ...facts.columns(measure, table)];
  return [
    ...withInputs(table, own).map((column) => `${measure.table}.${column}`),
    ...facts
      .within(measure)
      .flatMap(({ table, at, entity }) =>
        withInputs(mustGet(registry.tables, table), [at, entity]).map((column) => `${table}.${column}`),
      ),
  ];
}

/** The columns, and those that computed columns among them are computed from. */
export function withInputs({ columns }: Pick<Table, 'columns'>, keys: readonly string[]): readonly string[] {
  const found = new Set(keys);
  for (const key of found) {
    const { computed = null } = columns.get(key) ?? {};
    if (computed !== null) for (const input of columnsOfRow(computed.value)) found.add(input);
  }
  return [...found];
}
