import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, Info, Query, Resolver, type ClassType } from 'type-graphql';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import { STATEMENT } from '../types/directives';
import type { QuestionArguments, SeriesQuestion } from '../types/question';
import { answerSeries, type SeriesCatalog } from './answerSeries';

/** The root field `metricSeries`, which returns the type of series. */
export function seriesResolver(
  MetricSeriesTable: ClassType,
  { series }: Pick<QuestionArguments, 'series'>,
  catalog: SeriesCatalog,
): ClassType {
  @Resolver()
  class SeriesResolver {
    @Directive(STATEMENT)
    @Query(() => MetricSeriesTable, {
      nullable: true,
      description:
        'The same metrics as `metrics`, in a form for charts: arrays of numbers over the same buckets. ' +
        'The metrics are an argument, so they can be a variable.',
    })
    async metricSeries(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      ...args: unknown[]
    ): Promise<object> {
      return answerSeries(context, info, questionOf(args), catalog);
    }
  }
  const questionOf = declareArguments<SeriesQuestion>(SeriesResolver, 'metricSeries', series);
  return SeriesResolver;
}
