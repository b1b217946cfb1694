import { unfiltered } from '../../model/parts';
import type { Metric, Registry } from '../../model/registry';
import { MetricKind } from './enums';

const KINDS: Record<Exclude<Metric['definition']['kind'], 'filtered'>, keyof typeof MetricKind> = {
  count: 'COUNT',
  first: 'COUNT',
  return: 'COUNT',
  sum: 'SUM',
  distinct: 'DISTINCT',
  rolling: 'ROLLING',
  snapshot: 'SNAPSHOT',
  movement: 'SNAPSHOT',
  statistic: 'STATISTIC',
  ratio: 'RATIO',
  derived: 'DERIVED',
};

/** What the schema calls a metric's way of coming about: how it is looked up, first or again or filtered, does not matter to who reads a number. */
export function catalogKind(registry: Registry, metric: Metric): string {
  const { kind } = unfiltered(registry, metric).definition;
  return MetricKind[KINDS[kind as keyof typeof KINDS]];
}
