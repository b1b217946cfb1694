import type { Metric } from '../../src/registry/registry';

/** Numbers that add up over groups as they are written: every row or entity counts in one of them, and no mean is rounded. */
export function isAdditive(metric: Metric): boolean {
  return isShared(metric) && metric.coarser !== 'average';
}

export function isShared({ definition: { kind } }: Metric): boolean {
  return kind === 'count' || kind === 'sum' || kind === 'first' || kind === 'snapshot' || kind === 'return';
}
