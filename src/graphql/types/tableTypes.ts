import { Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { INTERNAL } from './directives';
import type { GeneratedTypes } from './generated';
import { MetricBucket, MetricPlan } from './table';

/** The table that `metrics` returns, over the types made from a registry. */
export function tableTypes(types: GeneratedTypes): ClassType {
  @ObjectType({ description: 'A group in a bucket.' })
  class MetricRow {
    @Field(() => MetricBucket, { description: 'Without grain: the range.' })
    time!: object;

    @Field(() => types.MetricDimensionValues, { description: 'The group, by dimension.' })
    by!: object;

    @Field(() => types.MetricValues, { description: 'Plain numbers, for charts and tables.' })
    values!: object;

    @Field(() => types.MetricValues, { nullable: true, description: 'The counterpart in `compare`; null without it.' })
    previous!: object | null;

    @Field(() => types.MetricChanges, {
      nullable: true,
      description: 'Relative: 0.12 is +12 %. Null where either side is null or the previous is 0.',
    })
    change!: object | null;

    @Field(() => types.MetricDetails, { description: 'The same numbers with everything known about them.' })
    details!: object;

    @Field({ description: 'True for the row of `top` that holds all other groups.' })
    others!: boolean;
  }

  @ObjectType({ description: 'The whole range as one bucket.' })
  class MetricTotals {
    @Field(() => MetricBucket, { description: 'The range.' })
    time!: object;

    @Field(() => types.MetricValues, { description: 'Plain numbers.' })
    values!: object;

    @Field(() => types.MetricValues, { nullable: true, description: 'The totals of the period compared with.' })
    previous!: object | null;

    @Field(() => types.MetricChanges, { nullable: true, description: 'Relative: 0.12 is +12 %.' })
    change!: object | null;

    @Field(() => types.MetricDetails, { description: 'The same numbers with everything known about them.' })
    details!: object;
  }

  @ObjectType({ description: 'Numbers by bucket and group.' })
  class MetricTable {
    @Field(() => [MetricRow], { description: 'In a total order: what was asked, then time, then the group.' })
    rows!: object[];

    @Field(() => MetricTotals, {
      description:
        'The whole range as one bucket without groups, aggregated anew and never summed from rows: `where` applies; ' +
        'groupBy, fill, having, top, orderBy, limit and offset do not.',
    })
    totals!: object;

    @Field(() => Int, { description: 'Rows before `limit` and `offset`.' })
    rowCount!: number;

    @Field({ description: 'Rows follow after these.' })
    hasMore!: boolean;

    @Field(() => types.MetricMeta, { description: 'What the answer is an answer to.' })
    meta!: object;

    @Directive(INTERNAL)
    @Field(() => MetricPlan, {
      description: 'How it is computed. A query that asks for nothing else but `meta` is not run.',
    })
    plan!: object;
  }
  return MetricTable;
}
