import type { GraphQLResolveInfo } from 'graphql';
import { ask } from '../../answer/ask';
import { beginBeside } from '../../answer/beside';
import { seriesOf } from '../../answer/series';
import { checkQuery } from '../../query/checkQuery';
import type { MetricQuery } from '../../query/query';
import type { GraphqlContext } from '../context';
import type { CatalogTypes } from '../types/catalog/catalog';
import type { SeriesQuestion } from '../types/question';
import { checkGrouped } from './checkSelection';
import { fieldCountPerItem } from './fieldCount';
import { MetaShaper } from './meta';
import { seriesSelectionOf, type SeriesSelection } from './selection';
import { shapePlan } from './shape';
import { shapeSeries } from './shapeSeries';

/** Finds the metrics and dimensions of the catalog that an answer refers to. */
export type SeriesCatalog = Pick<CatalogTypes, 'metricOf' | 'dimensionOf'>;

/** The lists of a series with one entry a bucket. */
const BY_BUCKET = new Set([
  'values',
  'previous',
  'changes',
  'statuses',
  'formatted',
  'previousFormatted',
  'changesFormatted',
]);

/**
 * Answers a question for series. Errors: those of `checkSeries` and `ask`; QUERY_TOO_EXPENSIVE and
 * RATE_LIMITED for the fields of its series.
 */
export async function answerSeries(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  question: SeriesQuestion,
  catalog: SeriesCatalog,
): Promise<object> {
  const { gateway, view, asker } = context;
  const { registry } = view;
  const { query, selection } = checkSeries(context, info, question);
  const needsNumbers = selection.fields.has('series');
  const wanted = { freshness: selection.meta.has('freshness'), warnings: selection.meta.has('warnings') };
  const metaShaper = new MetaShaper(query, beginBeside(context, query, wanted), registry);
  const { prepared, meta, answer } = await ask(context, { query, entity: null, needsNumbers });
  const { buckets } = prepared.plan;
  const series = answer === null ? [] : seriesOf(answer, query.page.metrics, buckets);
  const sizes = { buckets: buckets.length, series: series.length, groupBy: query.frame.groupBy.length };
  await asker.budget.payFields(fieldCount(info, sizes), asker.deadline);
  return {
    ...shapeSeries(series, { registry, query, buckets, catalog }),
    meta: metaShaper.shape(meta),
    plan: answer === null || selection.fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null,
  };
}

/**
 * Checks the arguments of series and their selection. Errors: those of `checkQuery` and of
 * selections.
 */
export function checkSeries(
  { view, now }: Pick<GraphqlContext, 'view' | 'now'>,
  info: GraphQLResolveInfo,
  question: SeriesQuestion,
): { query: MetricQuery; selection: SeriesSelection } {
  const selection = seriesSelectionOf(info);
  const { registry, policy } = view;
  if (selection.fields.has('plan')) view.checkPlan();
  checkGrouped(registry, selection.dimensions, { groupBy: question.groupBy ?? [], where: '`series.by`' });
  const request = { ...question, metrics: question.select, overall: true, shares: selection.shares };
  return { query: checkQuery(registry, request, now, policy), selection };
}

/** The lengths of the lists of an answer. */
interface Sizes {
  readonly buckets: number;
  readonly series: number;
  readonly groupBy: number;
}

/** The number of fields of an answer with lists of these lengths. */
function fieldCount(info: GraphQLResolveInfo, { buckets, series, groupBy }: Sizes): number {
  const ofBuckets = buckets * fieldCountPerItem(info, 'buckets');
  if (series === 0) return ofBuckets;
  const perSeries = fieldCountPerItem(info, 'series', (list) =>
    BY_BUCKET.has(list) ? buckets : list === 'group' ? groupBy : undefined,
  );
  return ofBuckets + series * perSeries;
}
