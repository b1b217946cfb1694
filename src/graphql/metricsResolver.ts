import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Info, InputType, Int, ObjectType, Query, Resolver, type ClassType } from 'type-graphql';
import { answerPrepared, metaOf } from '../answer/answerQuery';
import { prepare, scansInWords, type Prepared } from '../answer/prepare';
import { gatewayError } from '../errors';
import { checkQuery } from '../query/checkQuery';
import { parseInstant } from '../query/timePoint';
import type { Grain } from '../time/grain';
import type { GraphqlContext } from './context';
import { MetricDirection, MetricGrain, MetricNulls, type Direction, type Nulls } from './enums';
import type { GeneratedTypes } from './generated';
import { MetricTimeRange } from './inputs';
import { DateTimeScalar, TimeZoneScalar } from './scalars';
import { selectionOf, type TableSelection } from './selection';
import { shapeAnswer, shapeMeta } from './shape';
import { MetricBucket, MetricMeta, MetricPlan } from './table';

interface OrderArgument {
  readonly key: string;
  readonly direction: Direction;
  readonly nulls: Nulls;
}

/** The root field `metrics` and the table it returns, over the types made from a registry. */
export function metricsResolver(types: GeneratedTypes): ClassType {
  @ObjectType({ description: 'A group in a bucket.' })
  class MetricRow {
    @Field(() => MetricBucket, { description: 'Without grain: the range.' })
    time!: object;

    @Field(() => types.MetricDimensionValues, { description: 'The group, by dimension.' })
    by!: object;

    @Field(() => types.MetricValues, { description: 'Plain numbers, for charts and tables.' })
    values!: object;

    @Field(() => types.MetricDetails, { description: 'The same numbers with everything known about them.' })
    details!: object;
  }

  @ObjectType({ description: 'The whole range as one bucket.' })
  class MetricTotals {
    @Field(() => MetricBucket, { description: 'The range.' })
    time!: object;

    @Field(() => types.MetricValues, { description: 'Plain numbers.' })
    values!: object;

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
        'groupBy, fill, having, orderBy, limit and offset do not.',
    })
    totals!: object;

    @Field(() => Int, { description: 'Rows before `limit` and `offset`.' })
    rowCount!: number;

    @Field({ description: 'Rows follow after these.' })
    hasMore!: boolean;

    @Field(() => MetricMeta, { description: 'What the answer is an answer to.' })
    meta!: object;

    @Field(() => MetricPlan, {
      description: 'How it is computed. A query that asks for nothing else but `meta` is not run.',
    })
    plan!: object;
  }

  @InputType({ description: 'One key to order rows by.' })
  class MetricOrder {
    @Field(() => types.MetricOrderKey, { description: 'TIME, a metric of the query, or a dimension it is grouped by.' })
    key!: string;

    @Field(() => MetricDirection, { defaultValue: MetricDirection.ASC, description: 'Which way.' })
    direction!: Direction;

    @Field(() => MetricNulls, { defaultValue: MetricNulls.LAST, description: 'Where null stands.' })
    nulls!: Nulls;
  }

  @Resolver()
  class MetricsResolver {
    @Query(() => MetricTable, {
      nullable: true,
      description:
        'A table of metrics. The arguments and the set of metrics decide the rows; a metric that is not asked for is not in ' +
        'the SQL. Nullable, so that one failing tile of a dashboard leaves its siblings alone.',
    })
    async metrics(
      @Arg('range', () => MetricTimeRange, { description: 'What period, in whole buckets.' })
      range: MetricTimeRange,
      @Arg('select', () => [types.MetricKey], {
        nullable: true,
        description:
          'The metrics of the answer. Omitted: those selected below. Given: exactly these, and selecting another is ' +
          'METRIC_NOT_SELECTED; a query that then asks only for `plan` is compiled and not run. Clients with a normalising ' +
          'cache give it. No metric at all is NO_METRIC.',
      })
      select: string[] | null | undefined,
      @Arg('groupBy', () => [types.MetricDimensionKey], {
        defaultValue: [],
        description:
          'The dimensions of a row. Selecting another under `by` is DIMENSION_NOT_GROUPED: a selection never changes rows.',
      })
      groupBy: string[],
      @Arg('grain', () => MetricGrain, {
        nullable: true,
        description: 'Width of a bucket. Omitted: the whole range is one.',
      })
      grain: Grain | null | undefined,
      @Arg('timeZone', () => TimeZoneScalar, {
        nullable: true,
        description: "Where days begin. Omitted: the registry's.",
      })
      timeZone: string | null | undefined,
      @Arg('where', () => types.MetricDimensionFilter, {
        nullable: true,
        description: 'Which rows of the tables count, by dimension. An explicit null within is BAD_FILTER.',
      })
      where: object | null | undefined,
      @Arg('having', () => types.MetricHaving, {
        nullable: true,
        description: 'Which rows are kept, by their numbers. Totals and shares do not see it.',
      })
      having: object | null | undefined,
      @Arg('fill', () => Boolean, {
        defaultValue: true,
        description:
          'Every group gets every bucket up to now: counts, sums, distincts and their means 0; ratios null with NO_DATA.',
      })
      fill: boolean,
      @Arg('orderBy', () => [MetricOrder], {
        nullable: true,
        description: 'What rows are ordered by before time and group.',
      })
      orderBy: OrderArgument[] | null | undefined,
      @Arg('limit', () => Int, {
        nullable: true,
        description: 'Omitted: all rows; more than `limits.maxRows` is RESULT_TOO_LARGE, never a silent cut.',
      })
      limit: number | null | undefined,
      @Arg('offset', () => Int, { defaultValue: 0, description: 'Rows to leave out before the first.' })
      offset: number,
      @Arg('asOf', () => DateTimeScalar, {
        nullable: true,
        description:
          'The moment the answer is for: rows dated later do not count. Omitted: now. Give back `meta.asOf` for the next page.',
      })
      asOf: string | null | undefined,
      @Ctx() { gateway, now }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<object> {
      const selection = selectionOf(info);
      const { fields } = selection;
      checkSelection(selection, select ?? null, groupBy);
      const query = checkQuery(
        gateway.registry,
        {
          metrics: select ?? [...selection.metrics.keys()],
          range,
          groupBy,
          grain: grain ?? null,
          timeZone: timeZone ?? null,
          where,
          having,
          fill,
          orderBy: orderBy ?? null,
          limit: limit ?? null,
          offset,
          asOf: asOf === null || asOf === undefined ? null : parseInstant(asOf, 'asOf'),
          totals: fields.has('totals'),
          rowCount: fields.has('rowCount'),
          shares: selection.shares,
        },
        now,
      );
      const prepared = prepare(gateway, query);
      const plan = fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null;
      const isRun = ['rows', 'totals', 'rowCount', 'hasMore'].some((field) => fields.has(field));
      if (!isRun) return { plan, meta: shapeMeta(metaOf(gateway.registry, prepared, 0)) };
      return {
        ...shapeAnswer(await answerPrepared(gateway, prepared), { registry: gateway.registry, grain: query.grain }),
        plan,
      };
    }
  }
  return MetricsResolver;
}

/** What is selected must be among what arguments name: a selection never changes rows. */
function checkSelection(selection: TableSelection, select: readonly string[] | null, groupBy: readonly string[]): void {
  for (const [metric, where] of selection.metrics) {
    if (select !== null && !select.includes(metric)) {
      throw gatewayError('METRIC_NOT_SELECTED', { metric, where: `\`${where}\``, selected: select });
    }
  }
  for (const dimension of selection.dimensions) {
    if (!groupBy.includes(dimension)) {
      throw gatewayError('DIMENSION_NOT_GROUPED', { dimension, where: '`rows.by`', groupBy });
    }
  }
}

function shapePlan({ engine }: GraphqlContext['gateway'], prepared: Prepared, selected: ReadonlySet<string>): object {
  return {
    sql: prepared.statement.text,
    parameters: prepared.statement.parameters.map((value) =>
      value === null || typeof value === 'string' ? value : JSON.stringify(value),
    ),
    // Written out, every parameter is as often there as it is used: long, and seldom asked for.
    psql: selected.has('psql') ? prepared.forPeople() : null,
    engine: engine.name,
    scans: scansInWords(prepared.plan),
  };
}
