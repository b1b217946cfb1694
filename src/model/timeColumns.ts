import { factsOf, isMeasure } from './kinds';
import { mustGet } from './mustGet';
import { partsOf } from './parts';
import type { Measure } from './measure';
import type { Registry } from './registry';

/** A column that dates rows of a table. Both are keys of the registry. */
export interface TimeColumn {
  readonly table: string;
  readonly at: string;
}

/**
 * The columns by which the metrics of a query date the rows that they read, each once. For rows
 * that are active over an interval this is its start. For a return it is the column of the cohort
 * and those of the tables it looks into. Tables that are only joined for their dimensions are not
 * included.
 */
export function timeColumnsOf(registry: Registry, metrics: readonly string[]): readonly TimeColumn[] {
  const found = new Map<string, TimeColumn>();
  const add = (key: string): void => {
    const { definition } = mustGet(registry.metrics, key);
    if (!isMeasure(definition)) partsOf(definition).forEach(add);
    else for (const { table, at } of columnsOfMeasure(definition)) found.set(`${table}.${at}`, { table, at });
  };
  metrics.forEach(add);
  return [...found.values()];
}

function columnsOfMeasure(measure: Measure): readonly TimeColumn[] {
  const facts = factsOf(measure);
  return [{ table: measure.table, at: facts.dating(measure).at }, ...facts.within(measure)];
}
