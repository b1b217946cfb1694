import { filterWords } from './conditionWords';
import { measureWords } from './measureWords';
import type { Metric, Registry } from './registry';

export { filterWords } from './conditionWords';
export { sources } from './sources';

/** A metric in one line: `new_buyers / visitors`, or what it measures and of which rows. Called as its siblings are. */
export function formula(_registry: Registry, metric: Metric): string {
  const { definition, grain } = metric;
  if (definition.kind === 'ratio') return `${definition.numerator} / ${definition.denominator}`;
  const filters = filterWords(definition.filter);
  const measure = measureWords(definition, grain);
  return filters.length === 0 ? measure : `${measure}, where ${filters.join(' and ')}`;
}

/** What is measured, without its filters; of a ratio, the formula of what stands above the line. */
export function numeratorWords(registry: Registry, metric: Metric): string {
  const { definition, grain } = metric;
  if (definition.kind !== 'ratio') return measureWords(definition, grain);
  return formula(registry, registry.metrics.get(definition.numerator)!);
}

/** The formula of what stands below the line of a ratio; null for other metrics. */
export function denominatorWords(registry: Registry, { definition }: Metric): string | null {
  return definition.kind === 'ratio' ? formula(registry, registry.metrics.get(definition.denominator)!) : null;
}
