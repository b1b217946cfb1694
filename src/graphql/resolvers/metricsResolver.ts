import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, Info, Query, Resolver, type ClassType } from 'type-graphql';
import { answerTable } from './answerTable';
import { beginTable } from './beginTable';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import { LIMITED_ROWS, STATEMENT } from '../types/directives';
import type { QuestionArguments, TableQuestion } from '../types/question';

/** The root field `metrics`, which returns the type of tables. */
export function metricsResolver(MetricTable: ClassType, { table }: Pick<QuestionArguments, 'table'>): ClassType {
  @Resolver()
  class MetricsResolver {
    @Directive(STATEMENT)
    @Directive(LIMITED_ROWS)
    @Query(() => MetricTable, {
      nullable: true,
      description:
        'A table of metrics. The arguments and the set of metrics decide the rows; a metric that is not asked for is not in ' +
        'the SQL. Nullable, so that one failing tile of a dashboard leaves its siblings alone.',
    })
    async metrics(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      ...args: unknown[]
    ): Promise<object> {
      return answerTable(context, beginTable(context, info, questionOf(args)));
    }
  }
  const questionOf = declareArguments<TableQuestion>(MetricsResolver, 'metrics', table);
  return MetricsResolver;
}
