import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver, type ClassType } from 'type-graphql';
import { metaOf } from '../answer/answerQuery';
import { prepare } from '../answer/prepare';
import { gatewayError } from '../errors';
import type { Registry } from '../registry/registry';
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
      checkSelection(gateway.registry, selection, question);
      const query = checkQuery(
        gateway.registry,
        {
          ...requestOf(question),
          metrics: question.select ?? [...selection.metrics.keys()],
          grain: question.grain ?? null,
          having: question.having,
          fill: question.fill,
          orderBy: question.orderBy ?? null,
          // Whoever does not look at rows is not told that there are too many.
          limit: question.limit ?? (fields.has('rows') || fields.has('hasMore') ? null : 0),
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
function checkSelection(
  registry: Registry,
  selection: TableSelection,
  { select, groupBy }: Pick<TableQuestion, 'select' | 'groupBy'>,
): void {
  for (const [metric, where] of selection.metrics) {
    if (select && !select.includes(metric)) {
      throw gatewayError('METRIC_NOT_SELECTED', { metric, where: `\`${where}\``, selected: select });
    }
  }
  checkGrouped(registry, selection.dimensions, { groupBy, where: '`rows.by`' });
}

/** What is selected of a group, an entity being selected by its dimension, is what rows are grouped by. Errors: DIMENSION_NOT_GROUPED. */
export function checkGrouped(
  { dimensions }: Registry,
  selected: Iterable<string>,
  { groupBy, where }: { groupBy: readonly string[]; where: string },
): void {
  const fields = new Map(
    [...dimensions.values()].flatMap(({ key, entity }) => (entity === null ? [] : [[entity.field, key]])),
  );
  for (const field of selected) {
    const dimension = fields.get(field) ?? field;
    if (!groupBy.includes(dimension)) throw gatewayError('DIMENSION_NOT_GROUPED', { dimension, where, groupBy });
  }
}
