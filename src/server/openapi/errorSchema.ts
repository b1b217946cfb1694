import { ERROR_CODES } from '../../errors';
import type { JsonSchema } from './jsonSchema';

/** The body of every error. */
export const ERRORS: JsonSchema = {
  type: 'object',
  description: 'One or more errors, in the form of GraphQL errors. `docs/errors.md` has every code.',
  properties: {
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          message: { type: 'string' },
          extensions: {
            type: 'object',
            properties: {
              code: { type: 'string', examples: ERROR_CODES },
              hint: { type: 'string', description: 'What to do.' },
              retryAfterMs: { type: 'integer', description: 'When another try may help, in milliseconds.' },
            },
            required: ['code', 'hint'],
          },
        },
        required: ['message', 'extensions'],
      },
    },
  },
  required: ['errors'],
};

const DESCRIPTIONS = {
  400: 'The request has a mistake.',
  401: 'The request has no valid token and no valid API key.',
  403: 'The caller may not do this.',
  413: 'The body is too large.',
  415: 'The body has another type than application/json, or is compressed.',
  429: 'The client has no points left for now.',
  500: 'A bug in the gateway. The log has its details.',
  503: 'The database or the gateway cannot answer now.',
  504: 'The export took longer than `limits.maxExportMs`.',
} as const;

export type ErrorStatus = keyof typeof DESCRIPTIONS;

/** The responses with these statuses. */
export function errorResponses(statuses: readonly ErrorStatus[]): Readonly<Record<string, JsonSchema>> {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } };
  return Object.fromEntries(statuses.map((status) => [status, { description: DESCRIPTIONS[status], content }]));
}
