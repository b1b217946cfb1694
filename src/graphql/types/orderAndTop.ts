import { Field, InputType, Int, type ClassType } from 'type-graphql';
import type { OrderRequest, TopRequest } from '../../query/request';
import { MetricDirection, MetricNulls, MetricPart } from './enums';
import type { GeneratedTypes } from './generated';

/** The input types of `orderBy` and `top`, which name metrics and dimensions of a registry. */
export function orderAndTop(types: GeneratedTypes): { readonly MetricOrder: ClassType; readonly MetricTop: ClassType } {
  @InputType({ description: 'One key to order rows by.' })
  class MetricOrder {
    @Field(() => types.MetricOrderKey, { description: 'TIME, a metric of the query, or a dimension it is grouped by.' })
    key!: string;

    @Field(() => MetricPart, {
      defaultValue: MetricPart.VALUE,
      description: 'What of a metric; all but its value need `compare`.',
    })
    of!: NonNullable<OrderRequest['of']>;

    @Field(() => MetricDirection, { defaultValue: MetricDirection.ASC, description: 'Which way.' })
    direction!: NonNullable<OrderRequest['direction']>;

    @Field(() => MetricNulls, { defaultValue: MetricNulls.LAST, description: 'Where null stands.' })
    nulls!: NonNullable<OrderRequest['nulls']>;
  }

  @InputType({
    description:
      'Keeps the `n` groups with the most (DESC) of `by` over the whole range. All groups of the answer are ranked; null comes last, equals by their keys.',
  })
  class MetricTop {
    @Field(() => Int, { description: 'How many groups.' })
    n!: number;

    @Field(() => types.MetricKey, { description: 'The metric to rank by, one of the query.' })
    by!: string;

    @Field(() => [types.MetricDimensionKey], {
      nullable: true,
      description: 'Rank by these dimensions, each combination of their values once. Omitted: by all of groupBy.',
    })
    of?: string[] | null;

    @Field(() => MetricDirection, {
      defaultValue: MetricDirection.DESC,
      description: 'The most first, or the least.',
    })
    direction!: NonNullable<TopRequest['direction']>;

    @Field(() => Boolean, {
      defaultValue: false,
      description: 'Fold the rest into one group, re-labelled before aggregating. Otherwise the rest is left out.',
    })
    others!: boolean;
  }

  return { MetricOrder, MetricTop };
}
