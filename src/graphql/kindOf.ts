import type { Metric } from '../registry/registry';
import { MetricKind } from './enums';

const KINDS: Record<Metric['definition']['kind'], keyof typeof MetricKind> = {
  count: 'COUNT',
  first: 'COUNT',
  return: 'COUNT',
  sum: 'SUM',
  distinct: 'DISTINCT',
  rolling: 'ROLLING',
  snapshot: 'SNAPSHOT',
  ratio: 'RATIO',
};

/** What the schema calls a metric's way of coming about: how it is looked up, first or again, does not matter to who reads a number. */
export function kindOf({ definition }: Metric): string {
  return MetricKind[KINDS[definition.kind]];
}
