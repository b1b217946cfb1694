import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Resolver, Root, Subscription, type ClassType } from 'type-graphql';
import type { WatchedQuery, Moment } from '../../answer/changeWatcher';
import { gatewayError } from '../../errors';
import { answerTable } from './answerTable';
import { beginTable, checkTable } from './beginTable';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import type { QuestionArguments, TableQuestion } from '../types/question';
import { volatileFields, type FieldPath } from './selection';

/** The moments of a live table, and the parts of its answers that always change. */
export class LiveTable implements AsyncIterable<Moment> {
  constructor(
    readonly watched: WatchedQuery,
    readonly volatile: readonly FieldPath[],
  ) {}

  [Symbol.asyncIterator](): AsyncIterator<Moment> {
    return this.watched;
  }
}

/**
 * The root field `metricsChanged`: the table of `metrics`, repeatedly. The caller of this stream
 * gives each moment its own context, and leaves out answers that are equal to the previous one.
 */
export function liveResolver(MetricTable: ClassType, { table }: Pick<QuestionArguments, 'table'>): ClassType {
  @Resolver()
  class LiveResolver {
    @Subscription(() => MetricTable, {
      nullable: true,
      description:
        'The table of `metrics` with the same arguments: once now, and again whenever it changes. It changes if its ' +
        'rows in the database change, or if time passes. With `asOf`, only changes of rows count. ' +
        'A change of `meta.asOf`, `meta.elapsedMs`, `meta.comparedTo` or `plan` alone is not sent.',
      subscribe: ({ args, context, info }) => watch(context as GraphqlContext, info, args as unknown as TableQuestion),
    })
    async metricsChanged(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      @Root() moment: Moment | undefined,
      ...args: unknown[]
    ): Promise<object> {
      if (moment === undefined) throw gatewayError('BAD_REQUEST', NO_STREAM);
      return answerTable(context, beginTable(context, info, questionOf(args)));
    }
  }
  const questionOf = declareArguments<TableQuestion>(LiveResolver, 'metricsChanged', table, 3);
  return LiveResolver;
}

const NO_STREAM = {
  problem: 'A subscription has any number of answers, and this request takes one.',
  hint: 'Send it over WebSocket (graphql-transport-ws), or accept text/event-stream alone. `metrics` is answered once.',
};

/** Begins to watch a table. Errors: those of `checkTable` and of plans. */
function watch(context: GraphqlContext, info: GraphQLResolveInfo, question: TableQuestion): LiveTable {
  const { query } = checkTable(context, info, question);
  const isFixed = question.asOf !== null && question.asOf !== undefined;
  return new LiveTable(context.services.changeWatcher.watch(query, isFixed), volatileFields(info));
}
