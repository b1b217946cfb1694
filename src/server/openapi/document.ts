import type { GraphQLSchema } from 'graphql';
import { VERSION } from '../version';
import { ERRORS } from './errorSchema';
import { exportPaths } from './exportPaths';
import { inputSchema } from './inputSchema';
import type { JsonSchema } from './jsonSchema';
import { otherPaths } from './otherPaths';
import { rowSchemas } from './rowSchemas';

export interface OpenApiOptions {
  /** The gateway asks for a token or an API key. */
  readonly hasAuth: boolean;
  /** The gateway has `/metrics`. */
  readonly hasFigures: boolean;
}

const INTRODUCTION = [
  'The plain HTTP of this gateway: exports of metrics, health, and the work of operators.',
  'GraphQL is at `/graphql`, and describes itself. The Model Context Protocol is at `/mcp`.',
].join(' ');

/**
 * Returns the OpenAPI 3.1 document of the gateway's plain HTTP. The arguments of exports are those
 * of the field `metrics` of the schema.
 */
export function openApiDocument(schema: GraphQLSchema, { hasAuth, hasFigures }: OpenApiOptions): JsonSchema {
  const named = new Map<string, JsonSchema>();
  const { properties, ...argumentsSchema } = inputSchema(schema.getQueryType()!.getFields()['metrics']!.args, named);
  const exported = {
    ...argumentsSchema,
    description: 'The arguments of `metrics`. `select` names the metrics, because a file has no selection.',
    properties: { ...(properties as JsonSchema), select: SELECT },
    required: ['select', ...((argumentsSchema['required'] as readonly string[] | undefined) ?? [])],
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Metergate', version: VERSION, description: INTRODUCTION },
    // Relative to the address of this document, so it is right behind any proxy.
    servers: [{ url: '.' }],
    ...(hasAuth && { security: [{ bearer: [] }, { apiKey: [] }] }),
    tags: [
      { name: 'Exports', description: 'Answers as files.' },
      { name: 'Operation', description: 'For the people and programs that run the gateway.' },
    ],
    paths: { ...exportPaths(), ...otherPaths(hasFigures) },
    components: {
      schemas: { ExportArguments: exported, ...Object.fromEntries(named), ...rowSchemas(schema), Errors: ERRORS },
      ...(hasAuth && { securitySchemes: SECURITY }),
    },
  };
}

/** The field `metrics` takes the metrics of its selection, too; a file has only these. */
const SELECT: JsonSchema = {
  type: 'array',
  minItems: 1,
  items: { $ref: '#/components/schemas/MetricKey' },
  description: 'The metrics, in the order of the columns.',
};

const SECURITY = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A token of the issuer, or an API key.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'An API key.' },
};
