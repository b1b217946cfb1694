import type { DimensionFilter, MetricQuery } from '../../../src/query/query';
import { dimensionsOf } from '../arbitrary/query';
import { GRAINS } from '../evaluator/grains';
import { EVERY_ROW, registry } from './laws';

const EVERYTHING: DimensionFilter = { kind: 'all', of: [] };

/**
 * The same query for other metrics, for all rows. It keeps the dimensions that these metrics reach,
 * and the grain if they allow it.
 */
export function about(query: MetricQuery, metrics: readonly string[]): MetricQuery {
  const asked = metrics.map((key) => registry.metrics.get(key)!);
  const isReached = (dimension: string): boolean => asked.every(({ dimensions }) => dimensions.includes(dimension));
  const finest = Math.max(...asked.map(({ grain }) => GRAINS.indexOf(grain)));
  return {
    ...query,
    metrics,
    groupBy: query.groupBy.filter(isReached),
    where: dimensionsOf(query.where).every(isReached) ? query.where : EVERYTHING,
    grain: query.grain && GRAINS[Math.max(finest, GRAINS.indexOf(query.grain))]!,
    having: EVERY_ROW,
    top: null,
    orderBy: [],
    overall: false,
    // A coarser grain than the query's may not allow the same shift.
    compare: query.compare?.kind === 'previousPeriod' ? query.compare : null,
  };
}
