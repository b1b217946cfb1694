import type { Derived, Expression, Filtered, Measure, Metric, Ratio, Registry } from '../../../src/model/registry';
import type { DimensionFilter } from '../../../src/query/query';

/** A metric that is measured by itself, not on another one. */
export type Base = Metric & { readonly definition: Measure | Ratio | Derived };

/** A metric that is no filter on another one, and the filters on it. */
export interface Unfiltered {
  readonly base: Base;
  readonly filters: readonly DimensionFilter[];
}

export function metricOf(registry: Registry, key: string): Metric {
  const metric = registry.metrics.get(key);
  if (metric === undefined) throw new Error(`no such metric: ${key}`);
  return metric;
}

/** What is left of a metric when the filters on it are taken off, one after another. */
export function unfiltered(registry: Registry, key: string): Unfiltered {
  const metric = metricOf(registry, key);
  if (!isFiltered(metric)) return { base: metric as Base, filters: [] };
  const { base, filters } = unfiltered(registry, metric.definition.metric);
  return { base, filters: [...filters, metric.definition.where] };
}

function isFiltered(metric: Metric): metric is Metric & { readonly definition: Filtered } {
  return metric.definition.kind === 'filtered';
}

/** The metrics that an expression is made of, each once. */
export function operandsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'metric':
      return [expression.metric];
    case 'number':
      return [];
    case 'operation':
      return [...new Set([...operandsOf(expression.left), ...operandsOf(expression.right)])];
  }
}
