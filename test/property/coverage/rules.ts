import type { Metric, Registry } from '../../../src/model/registry';
import type { Measure } from './coverage';
import { KIND_WIDTH, variantOf } from './kindName';

/** Each kind of metric under each rule for coarser buckets. */
export const rules: Measure = {
  of: (registry, metric) => [ruleOf(registry, metric)],
  met: (registry, { metrics }) => metrics.map((key) => ruleOf(registry, registry.metrics.get(key)!)),
  company: () => [],
};

/** The kind of a metric and its rule for coarser buckets. */
export function ruleOf(registry: Registry, metric: Metric): string {
  return `${variantOf(registry, metric).padEnd(KIND_WIDTH)}  ${metric.overTime.padEnd(9)}`;
}
