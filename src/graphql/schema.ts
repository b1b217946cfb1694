import 'reflect-metadata';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, Query, Resolver, type ClassType } from 'type-graphql';
import type { Registry } from '../registry/registry';
import { catalogOf } from './catalog';
import { generateTypes } from './generated';
import { withFreshMetadata } from './metadata';
import { metricsResolver } from './metricsResolver';
import { questionArguments } from './question';
import { seriesResolver } from './seriesResolver';

/** The schema of a registry. Names and order of members do not depend on the order of declarations in code. */
export function gatewaySchema(registry: Registry): GraphQLSchema {
  return withFreshMetadata(() => {
    const types = generateTypes(registry);
    const { type, metricType, catalog, metricOf } = catalogOf(registry, types);
    const questions = questionArguments(types);
    const resolvers: [ClassType, ...ClassType[]] = [
      metricsResolver(types, questions),
      seriesResolver(types, questions, { metricType, metricOf }),
      catalogResolver(type, catalog),
    ];
    const schema = buildSchemaSync({ resolvers, validate: false, emitSchemaFile: false });
    schema.getQueryType()!.description = 'Numbers as a table or as series, and the catalog of what can be asked.';
    return lexicographicSortSchema(schema);
  });
}

function catalogResolver(type: ClassType, catalog: object): ClassType {
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
