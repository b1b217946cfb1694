import { Arg, Directive, Field, Float, ObjectType, type ClassType } from 'type-graphql';
import type { CellPart } from '../../query/query';
import type { CatalogTypes } from './catalog/catalog';
import { MetricDetail } from './details';
import { INTERNAL } from './directives';
import { MetricStatus } from './enums';
import type { GeneratedTypes } from './generated';
import { DecimalScalar, LocaleScalar } from './scalars';
import { MetricBucket, MetricPlan } from './table';

/** The series that `metricSeries` returns, over the types made from a registry. */
export function seriesType(
  types: GeneratedTypes,
  { metricType, dimensionType }: Pick<CatalogTypes, 'metricType' | 'dimensionType'>,
): ClassType {
  @ObjectType({ description: "A series' value of one dimension." })
  class MetricSeriesGroup {
    @Field(() => dimensionType, { description: 'The dimension.' })
    dimension!: object;

    @Field(() => String, {
      nullable: true,
      description:
        'The value, for a filter with `eq`; the text of a bin has `gte` and `lt` instead. Null is the missing value, for `isNull: true`, unless `others` is true.',
    })
    value!: string | null;

    @Field(() => DecimalScalar, {
      nullable: true,
      description: 'Of a bin: its lower bound, for a filter with `gte`. Null: it has none, or is no bin.',
    })
    gte!: string | null;

    @Field(() => DecimalScalar, {
      nullable: true,
      description: 'Of a bin: the bound that it ends before, for a filter with `lt`. Null: it has none, or is no bin.',
    })
    lt!: string | null;

    @Field({
      description:
        'True if the Others group combines all remaining values of this dimension. ' +
        'Then `value` is null and cannot be used in a filter. Other dimensions of the Others group have a value.',
    })
    others!: boolean;

    /** Not a field: computes `label`. */
    labelFor!: (locale: string | null) => string;

    @Field(() => String, { description: 'The name of the value to show to people.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' })
      locale?: string | null,
    ): string {
      return this.labelFor(locale ?? null);
    }
  }

  @ObjectType({
    description: 'The numbers of one metric and group over all buckets. `values[i]` belongs to `buckets[i]`.',
  })
  class MetricSeries {
    @Field(() => metricType, { description: 'The metric.' })
    metric!: object;

    @Field(() => types.MetricDimensionValues, { description: 'The group: one value for each dimension.' })
    by!: object;

    @Field({ description: 'True for the series of the Others group of `top`.' })
    others!: boolean;

    @Field(() => [MetricSeriesGroup], {
      description:
        'The group: one entry for each dimension of `groupBy`, in its order. Empty without groups. ' +
        'Unlike `by`, it needs no name of a dimension in the document.',
    })
    group!: MetricSeriesGroup[];

    /** Not a field: computes `label`. */
    labelFor!: (locale: string | null) => string;

    @Field(() => String, {
      description:
        'A label for a legend: the labels of the group, or that of the metric if there are no groups. ' +
        'If the answer has several groups and several metrics: both.',
    })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' })
      locale?: string | null,
    ): string {
      return this.labelFor(locale ?? null);
    }

    @Field(() => [Float], {
      nullable: 'items',
      description: 'One number for each bucket. Null if its status is not OK.',
    })
    values!: (number | null)[];

    @Field(() => [Float], {
      nullable: 'itemsAndList',
      description: 'The numbers of the comparison period. Null without `compare`.',
    })
    previous!: (number | null)[] | null;

    @Field(() => [Float], {
      nullable: 'itemsAndList',
      description:
        'The relative changes: 0.12 is +12 %. Null if either number is null or the previous one is 0. ' +
        'The list is null without `compare`.',
    })
    changes!: (number | null)[] | null;

    /** Not a field: one text for each bucket; null if it needs a comparison and there is none. */
    textsFor!: (part: Exclude<CellPart, 'difference'>, locale: string | null) => (string | null)[] | null;

    @Field(() => [String], {
      nullable: 'items',
      description: '`values` as text for people, as `MetricDetail.formatted`. Null if there is no number.',
    })
    formatted(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
      locale?: string | null,
    ): (string | null)[] {
      return this.textsFor('value', locale ?? null)!;
    }

    @Field(() => [String], {
      nullable: 'itemsAndList',
      description: '`previous` as text for people. Null without `compare`.',
    })
    previousFormatted(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
      locale?: string | null,
    ): (string | null)[] | null {
      return this.textsFor('previous', locale ?? null);
    }

    @Field(() => [String], {
      nullable: 'itemsAndList',
      description: '`changes` as text for people: `+12.0%`. Null without `compare`.',
    })
    changesFormatted(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
      locale?: string | null,
    ): (string | null)[] | null {
      return this.textsFor('change', locale ?? null);
    }

    @Field(() => [MetricStatus], {
      description: 'One status for each bucket: OK, or the reason why there is no number.',
    })
    statuses!: string[];

    @Field(() => MetricDetail, {
      description: 'The number of the whole range as one bucket. Like totals, it is never summed from values.',
    })
    overall!: MetricDetail;
  }

  @ObjectType({ description: 'Series of numbers over the same buckets.' })
  class MetricSeriesTable {
    @Field(() => [MetricBucket], { description: 'All buckets of the range, including those that have not begun.' })
    buckets!: object[];

    @Field(() => [MetricSeries], {
      description:
        'The series, in the order of metrics in `select`, then by group. With `top`: by rank, the Others group last.',
    })
    series!: object[];

    @Field(() => types.MetricMeta, { description: 'Metadata about the answer.' })
    meta!: object;

    @Directive(INTERNAL)
    @Field(() => MetricPlan, {
      description: 'The SQL of the answer. A query that selects only `plan` and `meta` is not run.',
    })
    plan!: object;
  }

  return MetricSeriesTable;
}
