import type { Derived, Expression, Filtered, Ratio } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { Metric, Registry } from '../../../src/model/registry';
import type { DimensionFilter } from '../../../src/query/query';

/** A metric that is not a filtered one. */
export type Base = Metric & { readonly definition: Measure | Ratio | Derived };

/** A metric without its filters, and those filters. */
export interface Unfiltered {
  readonly base: Base;
  readonly filters: readonly DimensionFilter[];
}

export function metricOf(registry: Registry, key: string): Metric {
  const metric = registry.metrics.get(key);
  if (metric === undefined) throw new Error(`no such metric: ${key}`);
  return metric;
}

/** Removes the filters from a metric, one after another. */
export function unfiltered(registry: Registry, key: string): Unfiltered {
  const metric = metricOf(registry, key);
  if (!isFiltered(metric)) return { base: metric as Base, filters: [] };
  const { base, filters } = unfiltered(registry, metric.definition.metric);
  return { base, filters: [...filters, metric.definition.where] };
}

function isFiltered(metric: Metric): metric is Metric & { readonly definition: Filtered } {
  return metric.definition.kind === 'filtered';
}

/** The metrics in an expression, each once. */
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
