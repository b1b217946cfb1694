import 'reflect-metadata';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { Ctx, Query, Resolver, type ClassType } from 'type-graphql';
import type { Registry } from '../model/registry';
import { catalogTypes, type CatalogTypes } from './types/catalog/catalog';
import type { GraphqlContext } from './context';
import { buildSchema } from './typeGraphql/buildSchema';
import { entityResolver } from './resolvers/entityResolver';
import { generateTypes } from './types/generated';
import { liveResolver } from './resolvers/liveResolver';
import { withFreshMetadata } from './typeGraphql/metadata';
import { metricsResolver } from './resolvers/metricsResolver';
import { questionArguments } from './types/question';
import { rateLimitResolver } from './resolvers/rateLimit';
import { seriesResolver } from './resolvers/seriesResolver';
import { seriesType } from './types/series';
import { tableTypes } from './types/tableTypes';

/** The schema of a registry, and how to find the entities that other services refer to. */
export interface GatewayApi {
  readonly schema: GraphQLSchema;
  /** Type → the entity of an id, if the caller sees it; null: none. */
  readonly entities: ReadonlyMap<string, (visible: Registry, id: string) => object | null>;
  /** Types that other services own. */
  readonly foreign: ReadonlySet<string>;
}

/** The schema of a registry. Names and order of members do not depend on the order of declarations in code. */
export function gatewaySchema(registry: Registry): GraphQLSchema {
  return gatewayApi(registry).schema;
}

export function gatewayApi(registry: Registry): GatewayApi {
  return withFreshMetadata(() => {
    const types = generateTypes(registry);
    const { type, metricType, catalog, metricOf, byId } = catalogTypes(registry, types);
    const MetricTable = tableTypes(types);
    const questions = questionArguments(types);
    const resolvers: [ClassType, ...ClassType[]] = [
      metricsResolver(MetricTable, questions),
      liveResolver(MetricTable, questions),
      ...types.entities.map((entity) => entityResolver(entity, MetricTable, questions)),
      seriesResolver(seriesType(types, metricType), questions, metricOf),
      catalogResolver(type, catalog),
      rateLimitResolver(),
    ];
    const schema = buildSchema(resolvers);
    schema.getQueryType()!.description = 'Numbers as a table or as series, and the catalog of what can be asked.';
    schema.getSubscriptionType()!.description = 'Numbers that follow the rows they are made of.';
    // Other services own the rest of an entity: its id is enough, with or without rows here.
    const owned = types.entities.map(({ name }) => [name, (_: Registry, id: string) => ({ id })] as const);
    return {
      schema: lexicographicSortSchema(schema),
      entities: new Map([...Object.entries(byId), ...owned]),
      foreign: new Set(types.entities.map(({ name }) => name)),
    };
  });
}

function catalogResolver(type: ClassType, catalog: CatalogTypes['catalog']): ClassType {
  @Resolver()
  class CatalogResolver {
    @Query(() => type, {
      nullable: true,
      description: 'What can be asked: metrics, dimensions, their meaning and their limits.',
    })
    metricCatalog(@Ctx() { view }: GraphqlContext): object {
      return catalog(view.registry);
    }
  }
  return CatalogResolver;
}
