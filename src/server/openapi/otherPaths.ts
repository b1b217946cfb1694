import { OPERATOR_HEADER } from '../http/cacheRoutes';
import { errorResponses } from './errorSchema';
import type { JsonSchema } from './jsonSchema';

const OPEN = { security: [] };

/** The paths that are no export. */
export function otherPaths(hasFigures: boolean): Readonly<Record<string, JsonSchema>> {
  return {
    '/healthz': {
      get: {
        ...operation('health', 'Operation', 'Whether the process is healthy'),
        ...OPEN,
        responses: {
          200: json('It is.', {
            status: { const: 'ok' },
            engine: { type: 'string', description: 'The database: `postgresql`, `clickhouse` or `embedded`.' },
            registryVersion: { type: 'string', description: 'Changes with every definition.' },
          }),
        },
      },
    },
    '/readyz': {
      get: {
        ...operation('ready', 'Operation', 'Whether the gateway can answer queries now'),
        ...OPEN,
        responses: {
          200: json('It can.', { status: { const: 'ready' } }),
          503: json('It cannot.', { status: { const: 'not ready' }, problem: { type: 'string' } }),
        },
      },
    },
    ...(hasFigures && { '/metrics': figures }),
    '/cache/clear': {
      post: {
        ...operation('clear_cache', 'Operation', 'Forgets kept answers and settled numbers'),
        ...forOperators,
        responses: {
          200: json('The numbers of both before.', { answers: COUNT, numbers: COUNT }),
          ...errorResponses([400, 401, 403]),
        },
      },
    },
    '/cache/warm': {
      post: {
        ...operation('warm_cache', 'Operation', 'Begins to ask the questions of the dashboards'),
        ...forOperators,
        responses: {
          200: json('The number of dashboards.', { dashboards: COUNT }),
          ...errorResponses([400, 401, 403]),
        },
      },
    },
    '/openapi.json': {
      get: {
        ...operation('openapi', 'Operation', 'This description, for the names that the caller sees'),
        responses: {
          200: { description: 'An OpenAPI 3.1 document.', content: { 'application/json': { schema: OBJECT } } },
          ...errorResponses([401, 403, 503]),
        },
      },
    },
  };
}

const OBJECT = { type: 'object' };
const COUNT = { type: 'integer', minimum: 0 };

const figures = {
  get: {
    ...operation('figures', 'Operation', "The gateway's own figures, for Prometheus"),
    description: 'A browser, which accepts text/html, gets a page of the console instead.',
    responses: {
      200: { description: 'The text format of Prometheus.', content: { 'text/plain': { schema: { type: 'string' } } } },
      ...errorResponses([401]),
    },
  },
};

const forOperators = {
  description: 'Only for operators: an API key with `operator: true` or, without authentication, on the same machine.',
  parameters: [
    {
      name: OPERATOR_HEADER,
      in: 'header',
      required: true,
      description: 'Any value. No page of another site can send this header.',
      schema: { type: 'string' },
    },
  ],
};

function operation(operationId: string, tag: string, summary: string): JsonSchema {
  return { operationId, tags: [tag], summary };
}

function json(description: string, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const schema = { type: 'object', properties, required: Object.keys(properties) };
  return { description, content: { 'application/json': { schema } } };
}
