import { Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { INTERNAL } from './directives';
import type { GeneratedTypes } from './generated';
import { MetricBucket, MetricPlan } from './table';

/** Returns the type `MetricTable`, built from the types of a registry. */
export function tableTypes(types: GeneratedTypes): ClassType {
  @ObjectType({ description: 'The numbers of one group in one bucket.' })
  class MetricRow {
    @Field(() => MetricBucket, { description: 'The bucket. Without a grain: the whole range.' })
    time!: object;

    @Field(() => types.MetricDimensionValues, { description: 'The group: one value for each dimension.' })
    by!: object;

    @Field(() => types.MetricValues, { description: 'The numbers alone, for charts and tables.' })
    values!: object;

    @Field(() => types.MetricValues, {
      nullable: true,
      description: 'The numbers of the comparison period. Null without `compare`.',
    })
    previous!: object | null;

    @Field(() => types.MetricChanges, {
      nullable: true,
      description:
        'The relative changes: 0.12 is +12 %. A field is null if either number is null or the previous one is 0.',
    })
    change!: object | null;

    @Field(() => types.MetricDetails, { description: 'The numbers with status, exact value and comparison.' })
    details!: object;

    @Field({ description: 'True for rows of the Others group of `top`.' })
    others!: boolean;
  }

  @ObjectType({ description: 'The numbers of the whole range, as one bucket without groups.' })
  class MetricTotals {
    @Field(() => MetricBucket, { description: 'The range as a bucket.' })
    time!: object;

    @Field(() => types.MetricValues, { description: 'The numbers alone.' })
    values!: object;

    @Field(() => types.MetricValues, {
      nullable: true,
      description: 'The totals of the comparison period. Null without `compare`.',
    })
    previous!: object | null;

    @Field(() => types.MetricChanges, {
      nullable: true,
      description: 'The relative changes: 0.12 is +12 %. Null without `compare`.',
    })
    change!: object | null;

    @Field(() => types.MetricDetails, { description: 'The numbers with status, exact value and comparison.' })
    details!: object;
  }

  @ObjectType({ description: 'A table of metrics: one row for each bucket and group.' })
  class MetricTable {
    @Field(() => [MetricRow], { description: 'The rows, ordered by `orderBy`, then by time, then by group.' })
    rows!: object[];

    @Field(() => MetricTotals, {
      description:
        'The whole range as one bucket without groups. It is computed anew, never summed from rows. `where` ' +
        'applies; `groupBy`, `fill`, `having`, `top`, `orderBy`, `limit` and `offset` do not.',
    })
    totals!: object;

    @Field(() => Int, { description: 'The number of rows without `limit` and `offset`.' })
    rowCount!: number;

    @Field({ description: 'True if more rows follow.' })
    hasMore!: boolean;

    @Field(() => types.MetricMeta, { description: 'Metadata about the answer.' })
    meta!: object;

    @Directive(INTERNAL)
    @Field(() => MetricPlan, {
      description: 'The SQL of the answer. A query that selects only `plan` and `meta` is not run.',
    })
    plan!: object;
  }
  return MetricTable;
}
