/**
 * The objects of OpenAPI 3.1 that the gateway uses, as a JSON Schema written after the
 * specification. Every object is closed, so a misspelt field is a mistake.
 */
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const mapOf = (value: object, pattern = '^') => ({
  type: 'object',
  patternProperties: { [pattern]: value },
  additionalProperties: false,
});
const TEXT = { type: 'string', minLength: 1 };
const TEXTS = { type: 'array', items: TEXT };
const SCHEMA = { type: ['object', 'boolean'] };
const SECURITY = { type: 'array', items: mapOf(TEXTS) };

export const OPENAPI_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(
    {
      openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
      info: closed({ title: TEXT, version: TEXT, description: TEXT }, ['title', 'version']),
      servers: { type: 'array', items: closed({ url: TEXT, description: TEXT }, ['url']) },
      security: SECURITY,
      tags: { type: 'array', items: closed({ name: TEXT, description: TEXT }, ['name']) },
      paths: mapOf(ref('pathItem'), '^/'),
      components: closed({
        schemas: mapOf(SCHEMA, '^[\\w.-]+$'),
        securitySchemes: mapOf(ref('securityScheme'), '^[\\w.-]+$'),
      }),
    },
    ['openapi', 'info', 'paths'],
  ),
  $defs: {
    pathItem: closed({ get: ref('operation'), head: ref('operation'), post: ref('operation') }),
    operation: closed(
      {
        operationId: TEXT,
        tags: TEXTS,
        summary: TEXT,
        description: TEXT,
        parameters: { type: 'array', items: ref('parameter') },
        requestBody: closed({ description: TEXT, required: { type: 'boolean' }, content: ref('content') }, ['content']),
        responses: { ...mapOf(ref('response'), '^[1-5]\\d\\d$'), minProperties: 1 },
        security: SECURITY,
      },
      ['operationId', 'responses'],
    ),
    parameter: {
      ...closed(
        {
          name: TEXT,
          in: { enum: ['query', 'header'] },
          description: TEXT,
          required: { type: 'boolean' },
          schema: SCHEMA,
          content: { ...ref('content'), minProperties: 1, maxProperties: 1 },
        },
        ['name', 'in'],
      ),
      oneOf: [{ required: ['schema'] }, { required: ['content'] }],
    },
    response: closed(
      { description: TEXT, headers: mapOf(closed({ description: TEXT, schema: SCHEMA })), content: ref('content') },
      ['description'],
    ),
    content: mapOf(closed({ schema: SCHEMA }), '^[\\w.-]+/[\\w.+-]+$'),
    securityScheme: {
      oneOf: [
        closed({ type: { const: 'http' }, scheme: { const: 'bearer' }, description: TEXT }, ['type', 'scheme']),
        closed({ type: { const: 'apiKey' }, in: { const: 'header' }, name: TEXT, description: TEXT }, [
          'type',
          'in',
          'name',
        ]),
      ],
    },
  },
};
