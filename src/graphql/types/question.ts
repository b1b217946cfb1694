import { Arg, Field, InputType, Int, type ClassType } from 'type-graphql';
import type { ComparisonRequest, OrderRequest, RangeRequest, TopRequest } from '../../query/request';
import type { Grain } from '../../time/grain';
import { MetricDirection, MetricGrain, MetricNulls, MetricPart } from './enums';
import type { GeneratedTypes } from './generated';
import { MetricComparison, MetricTimeRange } from './inputs';
import { argumentType } from '../typeGraphql/metadata';
import { DateTimeScalar, TimeZoneScalar } from './scalars';

/** What every question says. */
export interface CommonQuestion {
  readonly range: RangeRequest;
  readonly groupBy: string[];
  readonly timeZone?: string | null;
  readonly where?: object | null;
  readonly top?: TopRequest | null;
  readonly compare?: ComparisonRequest | null;
  readonly asOf?: string | null;
}

/** The arguments of `metrics`. */
export interface TableQuestion extends CommonQuestion {
  readonly select?: string[] | null;
  readonly grain?: Grain | null;
  readonly having?: object | null;
  readonly fill: boolean;
  readonly orderBy?: OrderRequest[] | null;
  readonly limit?: number | null;
  readonly offset: number;
}

/** The arguments of an entity's `metrics`. */
export type EntityQuestion = Omit<CommonQuestion, 'top'> & Pick<TableQuestion, 'select' | 'grain'>;

/** The arguments of `metricSeries`. */
export interface SeriesQuestion extends CommonQuestion {
  readonly select: string[];
  readonly grain: Grain;
}

type Arguments = Readonly<
  Record<
    string,
    {
      readonly type: () => unknown;
      readonly nullable?: boolean;
      readonly defaultValue?: unknown;
      readonly description: string;
    }
  >
>;

export interface QuestionArguments {
  readonly table: Arguments;
  readonly series: Arguments;
  readonly entity: Arguments;
}

/** The arguments of the fields that ask for metrics, over the types made from a registry. */
export function questionArguments(types: GeneratedTypes): QuestionArguments {
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

  const common: Arguments = {
    range: { type: () => MetricTimeRange, description: 'The time range. A grain widens it to whole buckets.' },
    groupBy: {
      type: () => [types.MetricDimensionKey],
      defaultValue: [],
      description:
        'The dimensions that group the rows. Selecting another one under `by` is an error: DIMENSION_NOT_GROUPED.',
    },
    timeZone: {
      type: () => TimeZoneScalar,
      nullable: true,
      description: "The time zone of days, weeks and labels. Omitted: the registry's.",
    },
    where: {
      type: () => types.MetricDimensionFilter,
      nullable: true,
      description: 'Filters the data by dimensions. An explicit null inside is an error: BAD_FILTER.',
    },
    top: { type: () => MetricTop, nullable: true, description: 'Keeps the top groups only. Omitted: all groups.' },
    compare: {
      type: () => MetricComparison,
      nullable: true,
      description: 'The comparison period. Omitted: no comparison.',
    },
    asOf: {
      type: () => DateTimeScalar,
      nullable: true,
      description:
        'The moment of the answer: rows dated later do not count. Omitted: now. Send `meta.asOf` with the next page.',
    },
  };
  const table: Arguments = {
    select: {
      type: () => [types.MetricKey],
      nullable: true,
      description:
        'The metrics of the answer. Omitted: the metrics that are selected as fields. ' +
        'With `select`, any other metric as a field is an error: METRIC_NOT_SELECTED. ' +
        'With `select`, a query of only `plan` is compiled and not run. ' +
        'Clients with a normalising cache should send `select`. Without any metric, the error is NO_METRIC.',
    },
    grain: {
      type: () => MetricGrain,
      nullable: true,
      description: 'The width of a bucket. Omitted: the range is one bucket.',
    },
    having: {
      type: () => types.MetricHaving,
      nullable: true,
      description: 'Keeps rows by their numbers. Totals and shares ignore it.',
    },
    fill: {
      type: () => Boolean,
      defaultValue: true,
      description:
        'If true, every group has a row for every bucket that has begun. ' +
        'Without data, counts, sums and their means are 0; ratios and statistics are null (NO_DATA).',
    },
    orderBy: {
      type: () => [MetricOrder],
      nullable: true,
      description: 'The order of rows. Equal rows are ordered by time, then by group.',
    },
    limit: {
      type: () => Int,
      nullable: true,
      description:
        'The maximum number of rows. Omitted: all. More than `limits.maxRows` is an error: RESULT_TOO_LARGE.',
    },
    offset: { type: () => Int, defaultValue: 0, description: 'The number of rows to skip.' },
  };
  const series: Arguments = {
    select: { type: () => [types.MetricKey], description: 'The metrics. The series have the same order.' },
    grain: { type: () => MetricGrain, description: 'The width of a bucket.' },
  };
  const { range, groupBy, timeZone, where, compare, asOf } = common as Record<keyof CommonQuestion, Arguments[string]>;
  const { select, grain } = table as Record<keyof TableQuestion, Arguments[string]>;
  return {
    table: { ...common, ...table },
    series: { ...common, ...series },
    entity: { range, select, groupBy, grain, timeZone, where, compare, asOf },
  };
}

/**
 * Gives a resolver's method its arguments, which follow what it is given `before` (the context and the info), and returns what makes a question of them. A class of arguments would be looked
 * up in the metadata of the last schema that was built.
 */
export function declareArguments<Q extends object>(
  resolver: ClassType,
  method: string,
  declared: Arguments,
  before = 2,
): (args: readonly unknown[]) => Q {
  const names = Object.keys(declared);
  names.forEach((name, index) => {
    const { type, ...options } = declared[name]!;
    Arg(name, argumentType(type as () => ClassType), options)(resolver.prototype as object, method, before + index);
  });
  return (args) => Object.fromEntries(names.map((name, index) => [name, args[index]])) as unknown as Q;
}
