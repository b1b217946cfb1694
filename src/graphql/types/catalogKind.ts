import { unfiltered } from '../../model/parts';
import type { Definition, Filtered } from '../../model/definition';
import type { Metric, Registry } from '../../model/registry';
import { MetricKind } from './enums';

/** The catalog's name for each kind. Several kinds share a name. */
const KINDS: { readonly [K in Exclude<Definition, Filtered>['kind']]: keyof typeof MetricKind } = {
  count: 'COUNT',
  first: 'COUNT',
  return: 'COUNT',
  activity: 'COUNT',
  sum: 'SUM',
  distinct: 'DISTINCT',
  rolling: 'ROLLING',
  snapshot: 'SNAPSHOT',
  movement: 'SNAPSHOT',
  statistic: 'STATISTIC',
  ratio: 'RATIO',
  derived: 'DERIVED',
};

/**
 * The kind of a metric in the catalog. A filtered metric has the kind of the metric that it
 * filters.
 */
export function catalogKind(registry: Registry, metric: Metric): string {
  return MetricKind[KINDS[unfiltered(registry, metric).definition.kind]];
}
