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

  const common: Arguments = {
    range: { type: () => MetricTimeRange, description: 'What period, in whole buckets.' },
    groupBy: {
      type: () => [types.MetricDimensionKey],
      defaultValue: [],
      description:
        'The dimensions of a row. Selecting another under `by` is DIMENSION_NOT_GROUPED: a selection never changes rows.',
    },
    timeZone: { type: () => TimeZoneScalar, nullable: true, description: "Where days begin. Omitted: the registry's." },
    where: {
      type: () => types.MetricDimensionFilter,
      nullable: true,
      description: 'Which rows of the tables count, by dimension. An explicit null within is BAD_FILTER.',
    },
    top: { type: () => MetricTop, nullable: true, description: 'Which groups are told apart. Omitted: all.' },
    compare: {
      type: () => MetricComparison,
      nullable: true,
      description: 'Numbers of which other period stand beside these.',
    },
    asOf: {
      type: () => DateTimeScalar,
      nullable: true,
      description:
        'The moment the answer is for: rows dated later do not count. Omitted: now. Give back `meta.asOf` for the next page.',
    },
  };
  const table: Arguments = {
    select: {
      type: () => [types.MetricKey],
      nullable: true,
      description:
        'The metrics of the answer. Omitted: those selected below. Given: exactly these, and selecting another is ' +
        'METRIC_NOT_SELECTED; a query that then asks only for `plan` is compiled and not run. Clients with a normalising ' +
        'cache give it. No metric at all is NO_METRIC.',
    },
    grain: {
      type: () => MetricGrain,
      nullable: true,
      description: 'Width of a bucket. Omitted: the whole range is one.',
    },
    having: {
      type: () => types.MetricHaving,
      nullable: true,
      description: 'Which rows are kept, by their numbers. Totals and shares do not see it.',
    },
    fill: {
      type: () => Boolean,
      defaultValue: true,
      description:
        'Every group gets every bucket up to now: counts, sums, distincts and their means 0; ratios null with NO_DATA.',
    },
    orderBy: {
      type: () => [MetricOrder],
      nullable: true,
      description: 'What rows are ordered by before time and group.',
    },
    limit: {
      type: () => Int,
      nullable: true,
      description: 'Omitted: all rows; more than `limits.maxRows` is RESULT_TOO_LARGE, never a silent cut.',
    },
    offset: { type: () => Int, defaultValue: 0, description: 'Rows to leave out before the first.' },
  };
  const series: Arguments = {
    select: { type: () => [types.MetricKey], description: 'The metrics, in the order of the series.' },
    grain: { type: () => MetricGrain, description: 'Width of a bucket.' },
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
