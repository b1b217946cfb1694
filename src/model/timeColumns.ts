import { partsOf } from './parts';
import type { Measure, Registry } from './registry';

/** A column that dates rows of a table; both in the registry's keys. */
export interface TimeColumn {
  readonly table: string;
  readonly at: string;
}

/**
 * By what the metrics of a query date the rows they read, each once: of intervals their start; of a return the cohort's column and
 * those of the tables it looks into; of what is made of other metrics what those do. Tables that are only joined for their dimensions are not among them.
 */
export function timeColumnsOf(registry: Registry, metrics: readonly string[]): readonly TimeColumn[] {
  const found = new Map<string, TimeColumn>();
  const add = (key: string): void => {
    const { definition } = registry.metrics.get(key)!;
    if (!('table' in definition)) partsOf(definition).forEach(add);
    else for (const { table, at } of columnsOfMeasure(definition)) found.set(`${table}.${at}`, { table, at });
  };
  metrics.forEach(add);
  return [...found.values()];
}

function columnsOfMeasure(measure: Measure): readonly TimeColumn[] {
  if (measure.kind === 'snapshot' || measure.kind === 'movement') return [{ table: measure.table, at: measure.from }];
  return measure.kind === 'return' ? [measure, ...measure.within] : [measure];
}
