import { oneOf } from '../problems';
import { nearestName } from '../../model/nearest';
import type { DimensionRule } from '../../model/condition';
import type { Filtered } from '../../model/definition';
import type { Spot } from '../yaml/spot';
import { currentKey } from './formerKeys';
import { reachOfMetric, rejectFields, type CompositeContext } from './compositeMetrics';
import type { MetricDraft } from './metrics';
import { readPredicate, type AllLeaves, type PredicateSubject } from './predicates';
import { formOf } from './dimensions';
import { readUnmerged, readValue } from './values';

type OnDimension = Extract<DimensionRule, { dimension: string }>;

/** Reads a metric that filters another one by its dimensions; null if it has problems. */
export function readFiltered(draft: MetricDraft, context: CompositeContext): Filtered | null {
  const { spot, fields, filters } = draft;
  const { metrics, problems } = context;
  rejectFields(draft, ['grain', 'overTime'], 'follows from the metric that it filters', problems);
  if (filters?.length === 0) {
    const wrong = spot.at('filters').value === undefined ? 'is missing' : 'is an empty list';
    problems.add(spot.at('filters'), wrong, 'at least one condition, on dimensions of the metric');
  }
  if (fields.metric === undefined) return null;
  const metric = currentKey(fields.metric, context.formerKeys);
  if (!metrics.has(metric)) problems.addUnknown(spot.at('metric'), 'metric', metric, metrics.keys());
  const reached = reachOfMetric(metric, context);
  const where =
    filters &&
    readPredicate<OnDimension>(filters, spot.at('filters'), (key, at) => subjectFor(key, at, metric, reached, context));
  return where && reached && { kind: 'filtered', metric, where };
}

function subjectFor(
  key: string,
  spot: Spot,
  metric: string,
  reached: readonly string[] | null,
  { dimensions, tables, problems }: CompositeContext,
): PredicateSubject<OnDimension> | null {
  const dimension = dimensions.get(key);
  if (!dimension) problems.addUnknown(spot, 'dimension', key, reached ?? dimensions.keys());
  else if (reached && !reached.includes(key)) {
    const expected =
      reached.length === 0 ? `a metric that reaches it; "${metric}" reaches no dimension` : oneOf(reached);
    problems.add(spot, `"${metric}" does not reach "${key}"`, expected, nearestName(key, reached));
  }
  const { of, column: name, empty } = dimension?.fields ?? {};
  const column = tables.get(of ?? '')?.columns.get(name ?? '');
  if (!column) return null;
  const neverEmpty = (at: Spot): null => {
    problems.add(at, `"${key}" is never empty: an empty value counts as "${empty}"`, empty!);
    return null;
  };
  return {
    value: (at) =>
      empty !== undefined && at.value === ''
        ? neverEmpty(at)
        : readUnmerged(dimension ? formOf(dimension) : null, readValue({ ...column, key }, at, problems), at, problems),
    leaves: {
      in: (values: readonly string[]): OnDimension => ({ kind: 'in', dimension: key, values }),
      null: (at: Spot): OnDimension | null => (empty === undefined ? { kind: 'null', dimension: key } : neverEmpty(at)),
    } satisfies AllLeaves<OnDimension>,
  };
}
