import { filterWords } from './conditionWords';
import { measureWords } from './measureWords';
import { writeExpression } from './writeExpression';
import { partIn } from '../parts';
import type { DimensionRule, Metric, Registry } from '../registry';

export { filterWords } from './conditionWords';
export { sources } from './sources';

/** What stands for the name of a metric or dimension that whoever reads the words may not see: they are told what is counted, and not what else there is. */
const HIDDEN_NAME = '…';

/** A metric in one line: what it measures and of which rows, or what is made of which metrics, such as `new_buyers / visitors`. */
export function formula(registry: Registry, metric: Metric): string {
  const { definition, grain } = metric;
  const filters = filtersOf(registry, metric).join(' and ');
  const named = (key: string) => (registry.metrics.has(key) ? key : HIDDEN_NAME);
  switch (definition.kind) {
    case 'ratio':
      return `${named(definition.numerator)} / ${named(definition.denominator)}`;
    case 'derived':
      return writeExpression(definition.expression, named);
    case 'filtered':
      return `${named(definition.metric)} where ${filters}`;
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
  return formula(registry, definition.kind === 'ratio' ? partIn(registry, definition.numerator) : metric);
}

/** The formula of what stands below the line of a ratio; null for other metrics. */
export function denominatorWords(registry: Registry, { definition }: Metric): string | null {
  return definition.kind === 'ratio' ? formula(registry, partIn(registry, definition.denominator)) : null;
}

/** The metric's own filters, in words: on rows, or on dimensions of the metric it is on. */
export function filtersOf(registry: Registry, { definition }: Metric): readonly string[] {
  if (definition.kind === 'filtered') return filterWords(withVisibleDimensions(registry, definition.where));
  return 'table' in definition ? filterWords(definition.filter) : [];
}

function withVisibleDimensions(registry: Registry, rule: DimensionRule): DimensionRule {
  if (rule.kind === 'all' || rule.kind === 'any')
    return { ...rule, of: rule.of.map((one) => withVisibleDimensions(registry, one)) };
  if (rule.kind === 'not') return { ...rule, of: withVisibleDimensions(registry, rule.of) };
  return registry.dimensions.has(rule.dimension) ? rule : { ...rule, dimension: HIDDEN_NAME };
}
