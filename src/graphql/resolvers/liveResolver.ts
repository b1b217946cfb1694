import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Resolver, Root, Subscription, type ClassType } from 'type-graphql';
import type { WatchedQuery, Moment } from '../../answer/changeWatcher';
import { gatewayError } from '../../errors';
import type { MetricQuery } from '../../query/query';
import { answerSeries, checkSeries, type SeriesCatalog } from './answerSeries';
import { answerTable } from './answerTable';
import { beginTable, checkTable } from './beginTable';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import type { QuestionArguments, SeriesQuestion, TableQuestion } from '../types/question';
import { volatileFields, type FieldPath } from './selection';

/** The moments of a live table or live series, and the parts of answers that always change. */
export class LiveTable implements AsyncIterable<Moment> {
  constructor(
    readonly watched: WatchedQuery,
    readonly volatile: readonly FieldPath[],
  ) {}

  [Symbol.asyncIterator](): AsyncIterator<Moment> {
    return this.watched;
  }
}

/** The types of the answers. */
export interface LiveTypes {
  readonly MetricTable: ClassType;
  readonly MetricSeriesTable: ClassType;
}

/**
 * The root fields `metricsChanged` and `metricSeriesChanged`: the answers of `metrics` and
 * `metricSeries`, repeatedly. The caller of this stream gives each moment its own context, and
 * leaves out answers that are equal to the previous one.
 */
export function liveResolver(
  { MetricTable, MetricSeriesTable }: LiveTypes,
  { table, series }: Pick<QuestionArguments, 'table' | 'series'>,
  catalog: SeriesCatalog,
): ClassType {
  @Resolver()
  class LiveResolver {
    @Subscription(() => MetricTable, {
      nullable: true,
      description:
        'The table of `metrics` with the same arguments: once now, and again whenever it changes. It changes if its ' +
        'rows in the database change, or if time passes. With `asOf`, only changes of rows count. ' +
        'A change of `meta.asOf`, `meta.elapsedMs`, `meta.comparedTo`, `meta.cache` or `plan` alone is not sent.',
      subscribe: ({ args, context, info }) => {
        const question = args as unknown as TableQuestion;
        return watch(context as GraphqlContext, info, question, checkTable);
      },
    })
    async metricsChanged(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      @Root() moment: Moment | undefined,
      ...args: unknown[]
    ): Promise<object> {
      if (moment === undefined) throw gatewayError('BAD_REQUEST', NO_STREAM);
      return answerTable(context, beginTable(context, info, tableQuestionOf(args)));
    }

    @Subscription(() => MetricSeriesTable, {
      nullable: true,
      description:
        'The series of `metricSeries` with the same arguments: once now, and again whenever they change, ' +
        'like `metricsChanged`.',
      subscribe: ({ args, context, info }) => {
        const question = args as unknown as SeriesQuestion;
        return watch(context as GraphqlContext, info, question, checkSeries);
      },
    })
    async metricSeriesChanged(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      @Root() moment: Moment | undefined,
      ...args: unknown[]
    ): Promise<object> {
      if (moment === undefined) throw gatewayError('BAD_REQUEST', NO_STREAM);
      return answerSeries(context, info, seriesQuestionOf(args), catalog);
    }
  }
  const tableQuestionOf = declareArguments<TableQuestion>(LiveResolver, 'metricsChanged', table, 3);
  const seriesQuestionOf = declareArguments<SeriesQuestion>(LiveResolver, 'metricSeriesChanged', series, 3);
  return LiveResolver;
}

const NO_STREAM = {
  problem: 'A subscription has any number of answers, and this request takes one.',
  hint:
    'Send it over WebSocket (graphql-transport-ws), or accept text/event-stream alone. ' +
    '`metrics` and `metricSeries` are answered once.',
};

interface WatchableQuestion {
  readonly asOf?: unknown;
}

type Check<Question> = (
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  question: Question,
) => { readonly query: MetricQuery };

/** Begins to watch a question. Errors: those of `check` and of plans. */
function watch<Question extends WatchableQuestion>(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  question: Question,
  check: Check<Question>,
): LiveTable {
  const { query } = check(context, info, question);
  const isFixed = question.asOf !== null && question.asOf !== undefined;
  return new LiveTable(context.services.changeWatcher.watch(query, isFixed), volatileFields(info));
}
