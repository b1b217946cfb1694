import 'reflect-metadata';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { Ctx, Query, Resolver, type ClassType } from 'type-graphql';
import type { Registry } from '../model/registry';
import { catalogTypes, type CatalogTypes } from './types/catalog/catalog';
import type { GraphqlContext } from './context';
import { buildSchema } from './typeGraphql/buildSchema';
import { entityResolver } from './resolvers/entityResolver';
import { generateTypes } from './types/generated';
import { explainResolver } from './resolvers/explainResolver';
import { liveResolver } from './resolvers/liveResolver';
import { withFreshMetadata } from './typeGraphql/metadata';
import { metricsResolver } from './resolvers/metricsResolver';
import { questionArguments } from './types/question';
import { funnelTypes } from './types/funnel';
import { explainTypes } from './types/explain';
import { retentionTypes } from './types/retention';
import { rateLimitResolver } from './resolvers/rateLimit';
import { funnelResolver } from './resolvers/funnelResolver';
import { retentionResolver } from './resolvers/retentionResolver';
import { seriesResolver } from './resolvers/seriesResolver';
import { seriesType } from './types/series';
import { tableTypes } from './types/tableTypes';

/** The schema of a registry, and its entities for Apollo Federation. */
export interface GatewayApi {
  readonly schema: GraphQLSchema;
  /** Type → finds the visible object with an id. It returns null if there is none. */
  readonly entities: ReadonlyMap<string, (visible: Registry, id: string) => object | null>;
  /** Types that other subgraphs own. */
  readonly foreign: ReadonlySet<string>;
}

/**
 * Returns the schema of a registry, sorted by name, so that it does not depend on the order of
 * code.
 */
export function gatewaySchema(registry: Registry): GraphQLSchema {
  return gatewayApi(registry).schema;
}

export function gatewayApi(registry: Registry): GatewayApi {
  return withFreshMetadata(() => {
    const types = generateTypes(registry);
    const catalogs = catalogTypes(registry, types);
    const { type, catalog, byId } = catalogs;
    const MetricTable = tableTypes(types);
    const MetricSeriesTable = seriesType(types, catalogs);
    const questions = questionArguments(types);
    const resolvers: [ClassType, ...ClassType[]] = [
      metricsResolver(MetricTable, questions),
      liveResolver({ MetricTable, MetricSeriesTable }, questions, catalogs),
      ...types.entities.map((entity) => entityResolver(entity, MetricTable, questions)),
      seriesResolver(MetricSeriesTable, questions, catalogs),
      retentionResolver(retentionTypes(types, registry.locale)),
      funnelResolver(funnelTypes(types, catalogs), catalogs),
      explainResolver(explainTypes(types, catalogs), catalogs),
      catalogResolver(type, catalog),
      rateLimitResolver(),
    ];
    const schema = buildSchema(resolvers);
    schema.getQueryType()!.description = 'Metrics as a table or as series, and the catalog of metrics and dimensions.';
    schema.getSubscriptionType()!.description = 'Metrics that the gateway sends again if their data change.';
    // An entity that another subgraph owns exists for every id, with or without rows here.
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
      description: 'The available metrics and dimensions, and the limits of a request.',
    })
    metricCatalog(@Ctx() { view }: GraphqlContext): object {
      return catalog(view.registry);
    }
  }
  return CatalogResolver;
}
