import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root, type ClassType } from 'type-graphql';
import { checkReach } from '../../query/checkQuery';
import { unknownName } from '../../query/unknownName';
import { answerTable } from './answerTable';
import type { MetricQuery } from '../../query/query';
import { beginTable, type PendingTable } from './beginTable';
import type { GraphqlContext } from '../context';
import { declareArguments } from '../typeGraphql/arguments';
import type { EntityType } from '../types/generated';
import type { EntityQuestion, QuestionArguments } from '../types/question';

/** The field `metrics` of an entity: its own numbers, for any number of entities at once. */
export function entityResolver(
  { type, dimension }: EntityType,
  MetricTable: ClassType,
  { entity }: Pick<QuestionArguments, 'entity'>,
): ClassType {
  const { key } = dimension;
  /** All entities of a list share one list of nodes: their question is read once. */
  const tables = new WeakMap<readonly FieldNode[], PendingTable>();

  @Resolver(() => type)
  class EntityResolver {
    @FieldResolver(() => MetricTable, {
      nullable: true,
      description:
        `A table of metrics for this object alone: \`metrics\` where \`${key}\` is its id, with \`fill\` and all rows. ` +
        'One statement answers the same field of many objects. ' +
        'An object with an unknown id has the numbers of a filter that matches nothing.',
    })
    async metrics(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      @Root() { id }: { readonly id: string },
      ...args: unknown[]
    ): Promise<object> {
      const table = tables.get(info.fieldNodes) ?? begin(context, info, questionOf(args));
      tables.set(info.fieldNodes, table);
      return answerTable(context, table, { dimension: key, id });
    }
  }
  const questionOf = declareArguments<EntityQuestion>(EntityResolver, 'metrics', entity, 3);

  const begin = (context: GraphqlContext, info: GraphQLResolveInfo, question: EntityQuestion): PendingTable => {
    const check = ({ page: { metrics } }: MetricQuery): void => {
      const { registry } = context.view;
      if (!registry.dimensions.has(key)) throw unknownName('dimension', key, registry.dimensions.keys());
      checkReach(
        registry,
        metrics.map((metric) => registry.metrics.get(metric)!),
        [key],
      );
    };
    return beginTable(context, info, { ...question, fill: true, offset: 0 }, { check, alsoBy: [key] });
  };
  return EntityResolver;
}
