import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root, type ClassType } from 'type-graphql';
import { prepareApart } from '../answer/each';
import { checkReach } from '../query/checkQuery';
import { unknownName } from '../query/names';
import { askTable, type AskedTable } from './askTable';
import type { GraphqlContext } from './context';
import type { EntityType } from './generated';
import { declareArguments, type EntityQuestion, type QuestionArguments } from './question';

/** The field `metrics` of an entity: its own numbers, for however many at once. */
export function entityResolver(
  { type, dimension }: EntityType,
  MetricTable: ClassType,
  { entity }: Pick<QuestionArguments, 'entity'>,
): ClassType {
  const { key } = dimension;
  /** An execution asks all entities of a list with one and the same list of nodes: the question is read once. */
  const asked = new WeakMap<readonly FieldNode[], AskedTable>();

  @Resolver(() => type)
  class EntityResolver {
    @FieldResolver(() => MetricTable, {
      nullable: true,
      description:
        `A table of metrics of this one alone: that of \`metrics\` where \`${key}\` is its id, with \`fill\` and all rows. ` +
        'The same question about any number of them is one statement. One that is not known has no rows.',
    })
    async metrics(
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
      @Root() { id }: { readonly id: string },
      ...given: unknown[]
    ): Promise<object> {
      const table = asked.get(info.fieldNodes) ?? ask(context, info, questionOf(given));
      asked.set(info.fieldNodes, table);
      const about = { query: table.query, dimension: key, id };
      if (!table.isRun) return table.shapeUnrun(await context.compile(() => prepareApart(context.gateway, about)));
      return table.shape(await context.answersApart.load(about));
    }
  }
  const questionOf = declareArguments<EntityQuestion>(EntityResolver, 'metrics', entity, 3);

  const ask = (context: GraphqlContext, info: GraphQLResolveInfo, question: EntityQuestion): AskedTable =>
    askTable(context, info, { ...question, fill: true, offset: 0 }, ({ metrics }) => {
      const { registry } = context.view;
      if (!registry.dimensions.has(key)) throw unknownName('dimension', key, registry.dimensions.keys());
      checkReach(
        registry,
        metrics.map((metric) => registry.metrics.get(metric)!),
        [key],
      );
    });
  return EntityResolver;
}
