import { Field, InputType, Int, type ClassType } from 'type-graphql';
import type { OrderRequest, TopRequest } from '../../query/request';
import { MetricDirection, MetricNulls, MetricPart } from './enums';
import type { GeneratedTypes } from './generated';

/** The input types of `orderBy` and `top`, which name metrics and dimensions of a registry. */
export function orderAndTop(types: GeneratedTypes): { readonly MetricOrder: ClassType; readonly MetricTop: ClassType } {
  @InputType({ description: 'One key to order rows by.' })
  class MetricOrder {
    @Field(() => types.MetricOrderKey, { description: 'TIME, a metric of the query, or a dimension of `groupBy`.' })
    key!: string;

    @Field(() => MetricPart, {
      defaultValue: MetricPart.VALUE,
      description: 'The number of the metric to order by. All except VALUE need `compare`.',
    })
    of!: NonNullable<OrderRequest['of']>;

    @Field(() => MetricDirection, { defaultValue: MetricDirection.ASC, description: 'Ascending or descending.' })
    direction!: NonNullable<OrderRequest['direction']>;

    @Field(() => MetricNulls, { defaultValue: MetricNulls.LAST, description: 'The position of null.' })
    nulls!: NonNullable<OrderRequest['nulls']>;
  }

  @InputType({
    description:
      'Keeps the `n` groups with the greatest values of the metric `by` over the whole range. ' +
      'Null ranks last. Groups with equal values rank by their keys.',
  })
  class MetricTop {
    @Field(() => Int, { description: 'The number of groups to keep.' })
    n!: number;

    @Field(() => types.MetricKey, { description: 'The metric to rank by. It must be one of the query.' })
    by!: string;

    @Field(() => [types.MetricDimensionKey], {
      nullable: true,
      description: 'Ranks the combinations of values of these dimensions. Omitted: all dimensions of `groupBy`.',
    })
    of?: string[] | null;

    @Field(() => MetricDirection, {
      defaultValue: MetricDirection.DESC,
      description: 'DESC keeps the greatest values, ASC the least.',
    })
    direction!: NonNullable<TopRequest['direction']>;

    @Field(() => Boolean, {
      defaultValue: false,
      description: 'Combines all other groups into one, the Others group, counted anew. If false, they are left out.',
    })
    others!: boolean;
  }

  return { MetricOrder, MetricTop };
}
