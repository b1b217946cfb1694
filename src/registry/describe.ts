import { filterWords } from './conditionWords';
import { measureWords } from './measureWords';
import { writeExpression } from './expression/write';
import type { Metric, Registry } from './registry';

export { filterWords } from './conditionWords';
export { sources } from './sources';

/** A metric in one line: what it measures and of which rows, or what is made of which metrics, such as `new_buyers / visitors`. Called as its siblings are. */
export function formula(_registry: Registry, metric: Metric): string {
  const { definition, grain } = metric;
  const filters = filtersOf(metric).join(' and ');
  switch (definition.kind) {
    case 'ratio':
      return `${definition.numerator} / ${definition.denominator}`;
    case 'derived':
      return writeExpression(definition.expression);
    case 'filtered':
      return `${definition.metric} where ${filters}`;
    default: {
      const measure = measureWords(definition, grain);
      return filters === '' ? measure : `${measure}, where ${filters}`;
    }
  }
}

/** What is measured, without its filters; of a ratio, the formula of what stands above the line; of what is made otherwise, its own. */
export function numeratorWords(registry: Registry, metric: Metric): string {
  const { definition, grain } = metric;
  if ('table' in definition) return measureWords(definition, grain);
  return formula(registry, definition.kind === 'ratio' ? registry.metrics.get(definition.numerator)! : metric);
}

/** The formula of what stands below the line of a ratio; null for other metrics. */
export function denominatorWords(registry: Registry, { definition }: Metric): string | null {
  return definition.kind === 'ratio' ? formula(registry, registry.metrics.get(definition.denominator)!) : null;
}

/** The metric's own filters, in words: on rows, or on dimensions of the metric it is on. */
export function filtersOf({ definition }: Metric): readonly string[] {
  if (definition.kind === 'filtered') return filterWords(definition.where);
  return 'table' in definition ? filterWords(definition.filter) : [];
}
