import 'reflect-metadata';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, Query, Resolver, type ClassType } from 'type-graphql';
import type { Registry } from '../registry/registry';
import { catalogOf } from './catalog';
import { generateTypes } from './generated';
import { withFreshMetadata } from './metadata';
import { metricsResolver } from './metricsResolver';

/** The schema of a registry. Names and order of members do not depend on the order of declarations in code. */
export function gatewaySchema(registry: Registry): GraphQLSchema {
  return withFreshMetadata(() => {
    const types = generateTypes(registry);
    const resolvers: [ClassType, ClassType] = [metricsResolver(types), catalogResolver(registry, types)];
    return lexicographicSortSchema(buildSchemaSync({ resolvers, validate: false, emitSchemaFile: false }));
  });
}

function catalogResolver(registry: Registry, types: ReturnType<typeof generateTypes>): ClassType {
  const { type, catalog } = catalogOf(registry, types);

  @Resolver()
  class CatalogResolver {
    @Query(() => type, {
      nullable: true,
      description: 'What can be asked: metrics, dimensions, their meaning and their limits.',
    })
    metricCatalog(): object {
      return catalog;
    }
  }
  return CatalogResolver;
}
