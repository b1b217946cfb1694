import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Directive, Field, Float, Info, ObjectType, Query, Resolver, type ClassType } from 'type-graphql';
import { seriesOf } from '../../answer/series';
import { metaOf } from '../../answer/answerQuery';
import { prepare } from '../../answer/prepare';
import { checkQuery } from '../../query/checkQuery';
import type { CatalogTypes } from '../types/catalog';
import type { GraphqlContext } from '../context';
import { MetricDetail } from '../types/details';
import { INTERNAL, STATEMENT } from '../types/directives';
import { MetricStatus } from '../types/enums';
import type { GeneratedTypes } from '../types/generated';
import { checkGrouped } from './checkSelection';
import { declareArguments, type questionArguments, type SeriesQuestion } from '../types/question';
import { requestOf } from './request';
import { LocaleScalar } from '../types/scalars';
import { seriesSelectionOf } from './selection';
import { fieldCountPerItem } from './fieldCount';
import { beginMeta } from './meta';
import { shapePlan } from './shape';
import { shapeSeries } from './shapeSeries';
import { MetricBucket, MetricPlan } from '../types/table';

/** What a series has of each bucket. */
const BY_BUCKET = new Set(['values', 'previous', 'statuses']);

/** The root field `metricSeries` and what it returns, over the types made from a registry. */
export function seriesResolver(
  types: GeneratedTypes,
  { series }: Pick<ReturnType<typeof questionArguments>, 'series'>,
  { metricType, metricOf }: Pick<CatalogTypes, 'metricType' | 'metricOf'>,
): ClassType {
  @ObjectType({
    description: 'The numbers of one metric and group over all buckets: `values[i]` belongs to `buckets[i]`.',
  })
  class MetricSeries {
    @Field(() => metricType, { description: 'The metric.' })
    metric!: object;

    @Field(() => types.MetricDimensionValues, { description: 'The group, by dimension.' })
    by!: object;

    @Field({ description: 'True for the series of `top` that holds all other groups.' })
    others!: boolean;

    /** Not published: what `label` goes by. */
    labelFor!: (locale: string | null) => string;

    @Field(() => String, {
      description:
        'For a legend: the names of the group, those of the metric if there are no groups, both if there are several of each.',
    })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'In which language.' }) locale?: string | null,
    ): string {
      return this.labelFor(locale ?? null);
    }

    @Field(() => [Float], { nullable: 'items', description: 'By bucket; null where its status is not OK.' })
    values!: (number | null)[];

    @Field(() => [Float], { nullable: 'itemsAndList', description: 'The counterparts in `compare`; null without it.' })
    previous!: (number | null)[] | null;

    @Field(() => [MetricStatus], { description: 'By bucket: why the number is there or not.' })
    statuses!: string[];

    @Field(() => MetricDetail, {
      description: 'Over the whole range as one bucket, measured as totals are and never summed from values.',
    })
    overall!: MetricDetail;
  }

  @ObjectType({ description: 'Series over shared buckets.' })
  class MetricSeriesTable {
    @Field(() => [MetricBucket], { description: 'All buckets of the range, those that have not begun too.' })
    buckets!: object[];

    @Field(() => [MetricSeries], {
      description:
        'Metric by metric in the order of `select`, within it by group: with `top` in the order of ranks, others last.',
    })
    series!: object[];

    @Field(() => types.MetricMeta, { description: 'What the answer is an answer to.' })
    meta!: object;

    @Directive(INTERNAL)
    @Field(() => MetricPlan, {
      description: 'How it is computed. A query that asks for nothing else but `meta` is not run.',
    })
    plan!: object;
  }

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
      checkGrouped(registry, dimensions, { groupBy: question.groupBy, where: '`series.by`' });
      const request = {
        ...requestOf(question),
        metrics: question.select,
        grain: question.grain,
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
