import type { Definition, Expression, Metric, Registry } from './registry';

/** The metrics that a definition names, each once, in the order it names them; of a measure none. */
export function partsOf(definition: Definition): readonly string[] {
  switch (definition.kind) {
    case 'ratio':
      return [...new Set([definition.numerator, definition.denominator])];
    case 'filtered':
      return [definition.metric];
    case 'derived':
      return [...new Set(metricsOf(definition.expression))];
    default:
      return [];
  }
}

/** The metrics that an expression names, as often as it does. */
function metricsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'number') return [];
  if (expression.kind === 'metric') return [expression.metric];
  return [...metricsOf(expression.left), ...metricsOf(expression.right)];
}

/** The metric that a filtered one is on, through any depth; any other metric is it itself. */
export function unfiltered(registry: MetricLookup, metric: Metric): Metric {
  const { definition } = metric;
  return definition.kind === 'filtered' ? unfiltered(registry, partIn(registry, definition.metric)) : metric;
}

/** Metrics by their keys, those that nobody is told of too. */
type MetricLookup = Pick<Registry, 'metrics' | 'hidden'>;

/** A metric that another is made of, be it one that can be asked for or not. */
export function partIn({ metrics, hidden }: MetricLookup, key: string): Metric {
  return metrics.get(key) ?? hidden.get(key)!;
}
