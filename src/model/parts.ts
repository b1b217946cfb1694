import { matchKind } from './byKind';
import { matchDefinition } from './kinds';
import { mustGet } from './mustGet';
import type { Definition, Expression, Filtered } from './definition';
import type { Metric, Registry } from './registry';

/** The metrics that a definition names, each once, in order of appearance. A measure names none. */
export function partsOf(definition: Definition): readonly string[] {
  return matchDefinition<readonly string[]>(definition, {
    measure: () => [],
    ratio: ({ numerator, denominator }) => [...new Set([numerator, denominator])],
    filtered: ({ metric }) => [metric],
    derived: ({ expression }) => [...new Set(metricsOf(expression))],
  });
}

/** The metrics that an expression names, with repetition. */
export function metricsOf(expression: Expression): readonly string[] {
  return matchKind<Expression, readonly string[], []>(expression, {
    number: () => [],
    metric: ({ metric }) => [metric],
    operation: ({ left, right }) => [...metricsOf(left), ...metricsOf(right)],
  });
}

/** A metric that is not defined as another one under a filter. */
export type UnfilteredMetric = Metric & { readonly definition: Exclude<Definition, Filtered> };

/** The metric below all filters: follows `filtered` definitions to the metric that they filter. */
export function unfiltered(registry: MetricLookup, metric: Metric): UnfilteredMetric {
  const { definition } = metric;
  if (definition.kind === 'filtered') return unfiltered(registry, partIn(registry, definition.metric));
  return { ...metric, definition };
}

/** Metrics by key, including hidden ones. */
type MetricLookup = Pick<Registry, 'metrics' | 'hidden'>;

/** A metric that another one names. It may be hidden from the caller. */
export function partIn({ metrics, hidden }: MetricLookup, key: string): Metric {
  return metrics.get(key) ?? mustGet(hidden, key);
}
