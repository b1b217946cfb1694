import { oneOf } from '../problems';
import { nearestName } from '../../model/nearest';
import type { DimensionTest } from '../../model/condition';
import type { Filtered } from '../../model/definition';
import { testOf } from '../../model/valueTest';
import type { Spot } from '../yaml/spot';
import { currentKey } from './formerKeys';
import { reachOfMetric, rejectFields, type CompositeContext } from './compositeMetrics';
import type { MetricDraft } from './metrics';
import { readPredicate, type PredicateSubject } from './predicates';
import { formOf } from './dimensions';
import { DIMENSION_OPERATORS, DIMENSION_WORDS } from './operators';
import { readDimensionValue } from './values';

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
    readPredicate<DimensionTest>(
      filters,
      spot.at('filters'),
      {
        subject: (key, at) => subjectFor(key, at, metric, reached, context),
        expression: (_, at) => {
          problems.add(at, 'is an expression over columns', 'a mapping of dimensions, such as `channel: web`');
          return null;
        },
      },
      problems,
    );
  return where && reached && { kind: 'filtered', metric, where };
}

function subjectFor(
  key: string,
  spot: Spot,
  metric: string,
  reached: readonly string[] | null,
  { dimensions, tables, problems }: CompositeContext,
): PredicateSubject<DimensionTest> | null {
  const dimension = dimensions.get(key);
  if (!dimension) problems.addUnknown(spot, 'dimension', key, reached ?? dimensions.keys());
  else if (reached && !reached.includes(key)) {
    const expected =
      reached.length === 0 ? `a metric that reaches it; "${metric}" reaches no dimension` : oneOf(reached);
    problems.add(spot, `"${metric}" does not reach "${key}"`, expected, nearestName(key, reached));
  }
  const { of, column: name, empty } = dimension?.fields ?? {};
  const column = tables.get(of ?? '')?.columns.get(name ?? '');
  if (!dimension || !column) return null;
  const form = formOf(dimension);
  const isNullable = (at: Spot): boolean => {
    if (empty === undefined) return true;
    problems.add(at, `"${key}" is never empty: an empty value counts as "${empty}"`, empty);
    return false;
  };
  return {
    key,
    type: DIMENSION_WORDS[form.type],
    operators: DIMENSION_OPERATORS[form.type],
    value: (at) =>
      at.value === '' && !isNullable(at) ? null : readDimensionValue(form, { ...column, key }, at, problems),
    isNullable,
    leaf: (test) => testOf({ dimension: key }, test),
  };
}
