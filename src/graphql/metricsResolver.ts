import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver, type ClassType } from 'type-graphql';
import { metaOf } from '../answer/answerQuery';
import { prepare } from '../answer/prepare';
import { gatewayError } from '../errors';
import { checkQuery } from '../query/checkQuery';
import type { GraphqlContext } from './context';
import type { GeneratedTypes } from './generated';
import { declareArguments, type questionArguments, type TableQuestion } from './question';
import { selectionOf, type TableSelection } from './selection';
import { beginMeta } from './meta';
import { shapeAnswer, shapePlan } from './shape';
import { tableTypes } from './tableTypes';
import { requestOf } from './request';

/** The root field `metrics`, over the types made from a registry. */
export function metricsResolver(
  types: GeneratedTypes,
  { table }: Pick<ReturnType<typeof questionArguments>, 'table'>,
): ClassType {
  const MetricTable = tableTypes(types);

  @Resolver()
  class MetricsResolver {
    @Query(() => MetricTable, {
      nullable: true,
      description:
        'A table of metrics. The arguments and the set of metrics decide the rows; a metric that is not asked for is not in ' +
        'the SQL. Nullable, so that one failing tile of a dashboard leaves its siblings alone.',
    })
    async metrics(
      @Ctx() { gateway, answers, now }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      ...given: unknown[]
    ): Promise<object> {
      const question = questionOf(given);
      const selection = selectionOf(info);
      const { fields } = selection;
      checkSelection(selection, question.select ?? null, question.groupBy);
      const query = checkQuery(
        gateway.registry,
        {
          ...requestOf(question),
          metrics: question.select ?? [...selection.metrics.keys()],
          grain: question.grain ?? null,
          having: question.having,
          fill: question.fill,
          orderBy: question.orderBy ?? null,
          limit: question.limit ?? null,
          offset: question.offset,
          totals: fields.has('totals'),
          rowCount: fields.has('rowCount'),
          shares: selection.shares,
        },
        now,
      );
      const { registry } = gateway;
      const shapeMeta = beginMeta(gateway, query, selection.meta);
      const isRun = ['rows', 'totals', 'rowCount', 'hasMore'].some((field) => fields.has(field));
      if (!isRun) {
        const prepared = prepare(gateway, [query]);
        return {
          meta: shapeMeta(metaOf(registry, prepared, 0, 0)),
          plan: shapePlan(gateway, prepared, selection.plan),
        };
      }
      const { answer, prepared } = await answers.load(query);
      return {
        ...shapeAnswer(answer, { registry, grain: query.grain, isCompared: query.compare !== null }),
        meta: shapeMeta(answer.meta),
        plan: fields.has('plan') ? shapePlan(gateway, prepared, selection.plan) : null,
      };
    }
  }
  const questionOf = declareArguments<TableQuestion>(MetricsResolver, 'metrics', table);
  return MetricsResolver;
}

/** What is selected must be among what arguments name: a selection never changes rows. */
function checkSelection(selection: TableSelection, select: readonly string[] | null, groupBy: readonly string[]): void {
  for (const [metric, where] of selection.metrics) {
    if (select !== null && !select.includes(metric)) {
      throw gatewayError('METRIC_NOT_SELECTED', { metric, where: `\`${where}\``, selected: select });
    }
  }
  checkGrouped(selection.dimensions, groupBy, '`rows.by`');
}

/** Errors: DIMENSION_NOT_GROUPED. */
export function checkGrouped(dimensions: Iterable<string>, groupBy: readonly string[], where: string): void {
  for (const dimension of dimensions) {
    if (!groupBy.includes(dimension)) throw gatewayError('DIMENSION_NOT_GROUPED', { dimension, where, groupBy });
  }
}
