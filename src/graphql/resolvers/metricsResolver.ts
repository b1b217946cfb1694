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
        'A table of metrics. The arguments and the selected metrics decide the rows. A metric that is not selected ' +
        'is not in the SQL. If the field fails, it is null, and the other fields of the request are answered.',
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
