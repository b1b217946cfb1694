import { Arg, Directive, Field, Float, ObjectType, type ClassType } from 'type-graphql';
import { MetricDetail } from './details';
import { INTERNAL } from './directives';
import { MetricStatus } from './enums';
import type { GeneratedTypes } from './generated';
import { LocaleScalar } from './scalars';
import { MetricBucket, MetricPlan } from './table';

/** The series that `metricSeries` returns, over the types made from a registry. */
export function seriesType(types: GeneratedTypes, metricType: ClassType): ClassType {
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

  return MetricSeriesTable;
}
