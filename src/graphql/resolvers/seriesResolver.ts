import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, Info, Query, Resolver, type ClassType } from 'type-graphql';
import { seriesOf } from '../../answer/series';
import { metaOf } from '../../answer/answerQuery';
import { prepare } from '../../answer/prepare';
import { checkQuery } from '../../query/checkQuery';
import type { CatalogTypes } from '../types/catalog/catalog';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import { STATEMENT } from '../types/directives';
import { checkGrouped } from './checkSelection';
import type { QuestionArguments, SeriesQuestion } from '../types/question';
import { seriesSelectionOf } from './selection';
import { fieldCountPerItem } from './fieldCount';
import { beginMeta } from './meta';
import { shapePlan } from './shape';
import { shapeSeries } from './shapeSeries';

/** What a series has of each bucket. */
const BY_BUCKET = new Set(['values', 'previous', 'statuses']);

/** The root field `metricSeries`, which returns the type of series. */
export function seriesResolver(
  MetricSeriesTable: ClassType,
  { series }: Pick<QuestionArguments, 'series'>,
  metricOf: CatalogTypes['metricOf'],
): ClassType {
  @Resolver()
  class SeriesResolver {
    @Directive(STATEMENT)
    @Query(() => MetricSeriesTable, {
      nullable: true,
      description:
        'The same query with the metrics in a variable, shaped for charts: columns of numbers over shared buckets.',
    })
    async metricSeries(
      @Ctx() { gateway, view, answers, asker, compile, now }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      ...args: unknown[]
    ): Promise<object> {
      const question = questionOf(args);
      const { registry, policy } = view;
      const { fields, dimensions, meta: known, plan: planned, shares } = seriesSelectionOf(info);
      if (fields.has('plan')) view.checkPlan();
      checkGrouped(registry, dimensions, { groupBy: question.groupBy ?? [], where: '`series.by`' });
      const request = {
        ...question,
        metrics: question.select,
        overall: true,
        shares,
      };
      const query = checkQuery(registry, request, now, policy);
      const shapeMeta = beginMeta({ gateway, asker }, query, known);
      if (!fields.has('series')) {
        const prepared = await compile(() => prepare(gateway, [query]));
        const meta = metaOf(registry, prepared, 0, 0);
        const { buckets } = prepared.plan;
        await asker.budget.payFields(buckets.length * fieldCountPerItem(info, 'buckets'), asker.deadline);
        return {
          ...shapeSeries([], { registry, query, buckets, metricOf }),
          meta: shapeMeta(meta),
          plan: shapePlan(gateway, prepared, planned),
        };
      }
      const { answer, prepared } = await answers.load(query);
      const { buckets } = prepared.plan;
      const all = seriesOf(answer, query.page.metrics, buckets);
      const fieldsPerSeries = fieldCountPerItem(info, 'series', (list) =>
        BY_BUCKET.has(list) ? buckets.length : undefined,
      );
      const fieldsOfBuckets = buckets.length * fieldCountPerItem(info, 'buckets');
      await asker.budget.payFields(fieldsOfBuckets + all.length * fieldsPerSeries, asker.deadline);
      return {
        ...shapeSeries(all, { registry, query, buckets, metricOf }),
        meta: shapeMeta(answer.meta),
        plan: fields.has('plan') ? shapePlan(gateway, prepared, planned) : null,
      };
    }
  }
  const questionOf = declareArguments<SeriesQuestion>(SeriesResolver, 'metricSeries', series);
  return SeriesResolver;
}
