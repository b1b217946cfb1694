import { isEnumType, type GraphQLSchema } from 'graphql';
import type { JsonSchema } from './jsonSchema';

const START = 'The start of the bucket, with its offset from UTC.';
const TIME: Readonly<Record<string, JsonSchema>> = {
  'time.start': { type: 'string', format: 'date-time', description: START },
  'time.end': { type: 'string', format: 'date-time', description: 'The end of the bucket, which is not part of it.' },
  'time.complete': { type: 'boolean', description: 'False if the bucket is not over at the moment of the answer.' },
};
const DATE: JsonSchema = {
  type: 'string',
  description: 'The start of the bucket in the zone of the query: `2026-03-10`, or `2026-03-10 08:00:00` by hour.',
};
const OTHERS: JsonSchema = {
  type: 'boolean',
  description: 'True for the row of all groups outside `top`. Only if `top` has `others`.',
};
const REST = [
  'With `compare`, a metric also has `KEY.previous`, `KEY.change` and `KEY.difference`.',
  'If a number is missing, `KEY.status` has the reason.',
].join(' ');

/**
 * The schemas of a row of `/export.json` and `/export.ndjson`: an object with the dimensions of
 * `groupBy` and the metrics of `select`, as far as the schema has them.
 */
export function rowSchemas(schema: GraphQLSchema): Readonly<Record<string, JsonSchema>> {
  return {
    JsonRow: rowSchema(schema, { date: DATE, ...TIME }, ['number', 'null']),
    NdjsonRow: rowSchema(schema, TIME, ['string', 'null']),
  };
}

function rowSchema(
  schema: GraphQLSchema,
  fixed: Readonly<Record<string, JsonSchema>>,
  numbers: readonly string[],
): JsonSchema {
  return {
    type: 'object',
    description: `A row: one bucket of one group. ${REST}`,
    properties: {
      ...fixed,
      'top.others': OTHERS,
      ...members(schema, 'MetricDimensionKey', ['string', 'null']),
      ...members(schema, 'MetricKey', numbers),
    },
    // A dimension or metric with the key `date` takes the place of this one.
    required: Object.keys(TIME),
    patternProperties: {
      '\\.status$': { type: 'string' },
      '\\.(previous|change|difference)$': { type: numbers },
    },
    additionalProperties: false,
  };
}

/** A member for each value of an enum. */
function members(schema: GraphQLSchema, name: string, type: readonly string[]): Readonly<Record<string, JsonSchema>> {
  const keys = schema.getType(name);
  if (!isEnumType(keys)) return {};
  return Object.fromEntries(
    keys.getValues().map(({ name: key, description }) => [key, { type, ...(description && { description }) }]),
  );
}
