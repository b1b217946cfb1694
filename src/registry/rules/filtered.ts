import { oneOf } from '../problems';
import { nearestName } from '../nearest';
import type { DimensionRule, Filtered } from '../registry';
import type { Spot } from '../yaml/spot';
import { currentKey } from './formerKeys';
import { reachIn, refuse, type Making } from './made';
import type { MetricDraft } from './metrics';
import { readPredicate, type Named } from './predicates';
import { readValue } from './values';

type OnDimension = Extract<DimensionRule, { dimension: string }>;

/** Another metric under filters on dimensions that it reaches; null if there are problems with it. */
export function readFiltered(draft: MetricDraft, making: Making): Filtered | null {
  const { spot, fields, filters } = draft;
  const { metrics, problems } = making;
  refuse(draft, ['grain', 'coarser'], 'is that of the metric it is on', problems);
  if (filters?.length === 0) {
    const wrong = spot.at('filters').value === undefined ? 'is missing' : 'is an empty list';
    problems.add(spot.at('filters'), wrong, 'at least one condition, on dimensions of the metric');
  }
  if (fields.metric === undefined) return null;
  const metric = currentKey(fields.metric, making.formerKeys);
  if (!metrics.has(metric)) problems.addUnknown(spot.at('metric'), 'metric', metric, metrics.keys());
  const reached = reachIn(metric, making);
  const where =
    filters &&
    readPredicate<OnDimension>(filters, spot.at('filters'), (key, at) => named(key, at, metric, reached, making));
  return where && reached && { kind: 'filtered', metric, where };
}

function named(
  key: string,
  spot: Spot,
  metric: string,
  reached: readonly string[] | null,
  { dimensions, tables, problems }: Making,
): Named<OnDimension> | null {
  const dimension = dimensions.get(key);
  if (!dimension) problems.addUnknown(spot, 'dimension', key, reached ?? dimensions.keys());
  else if (reached && !reached.includes(key)) {
    const expected = reached.length === 0 ? 'a metric that reaches it; that one reaches none' : oneOf(reached);
    problems.add(spot, `"${metric}" does not reach "${key}"`, expected, nearestName(key, reached));
  }
  const { of, column: name, empty } = dimension?.fields ?? {};
  const column = tables.get(of ?? '')?.columns.get(name ?? '');
  if (!column) return null;
  const neverEmpty = (at: Spot): null => {
    problems.add(at, `"${key}" is never empty: that counts as "${empty}"`, empty!);
    return null;
  };
  return {
    value: (at) =>
      empty !== undefined && at.value === '' ? neverEmpty(at) : readValue({ ...column, key }, at, problems),
    isOneOf: (values) => ({ kind: 'in', dimension: key, values }),
    isNull: (at) => (empty === undefined ? { kind: 'null', dimension: key } : neverEmpty(at)),
  };
}
