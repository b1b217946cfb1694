import {
  buildASTSchema,
  Kind,
  parse,
  type DefinitionNode,
  type GraphQLSchema,
  type ScalarTypeDefinitionNode,
} from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { typedDocuments } from '../examples/client/generate';
import { ROOT } from '../src/server/root';

const SCHEMA = path.join(ROOT, 'schema/schema.graphql');

/**
 * The TypeScript types of the types whose members are names of one registry. The console works with
 * every registry, so it knows a key as a text, and a filter as an object.
 */
const OF_A_REGISTRY: Readonly<Record<string, string>> = {
  MetricKey: 'string',
  MetricDimensionKey: 'string',
  MetricDimensionFilter: '{ readonly [dimension: string]: unknown }',
};

const SCALARS = {
  ...OF_A_REGISTRY,
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  JSONObject: '{ readonly [name: string]: unknown }',
  Locale: 'string',
  TimePoint: 'string',
  TimeZone: 'string',
};

/** Returns the documents of the console with their types, for console/questions/documents.ts. */
export async function consoleDocuments(): Promise<string> {
  const types = await typedDocuments(schemaOfAnyRegistry(), path.join(ROOT, 'console/questions'), {
    scalars: SCALARS,
    documentMode: 'string',
  });
  return `// Made by \`npm run client\` from schema/schema.graphql and *.graphql. Not to be edited.\n${types}`;
}

/** The schema with a scalar for each type whose members are names of one registry. */
function schemaOfAnyRegistry(): GraphQLSchema {
  const { kind, definitions } = parse(readFileSync(SCHEMA, 'utf8'));
  return buildASTSchema({ kind, definitions: definitions.map(asScalar) });
}

function asScalar(definition: DefinitionNode): DefinitionNode {
  if (!('name' in definition) || definition.name === undefined) return definition;
  if (!Object.hasOwn(OF_A_REGISTRY, definition.name.value)) return definition;
  const scalar: ScalarTypeDefinitionNode = { kind: Kind.SCALAR_TYPE_DEFINITION, name: definition.name };
  return scalar;
}
