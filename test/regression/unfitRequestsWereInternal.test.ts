import { createHash } from 'node:crypto';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * Mistakes of clients that were INTERNAL, with a line of level error in the log: more mistakes in
 * variables than the GraphQL library lists, and a `persistedQuery` that does not fit.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterEach(() => expect(server.internal.splice(0)).toEqual([]));
afterAll(() => server.close());

async function post(payload: object) {
  const headers = { 'content-type': 'application/json' };
  const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/graphql', payload, headers });
  const { data, errors = [] } = JSON.parse(body) as {
    data?: object;
    errors?: { message: string; extensions: { code: string; hint?: string } }[];
  };
  return { status: statusCode, data, errors };
}

test('more mistakes in variables than are listed are mistakes of the client', async () => {
  const query = 'query ($w: MetricDimensionFilter) { metrics(range: { last: 7, unit: DAY }, where: $w) { rowCount } }';
  const w = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, 1]));
  const { status, data, errors } = await post({ query, variables: { w } });
  expect([status, data]).toEqual([400, undefined]);
  expect(new Set(errors.map(({ extensions: { code } }) => code))).toEqual(new Set(['BAD_USER_INPUT']));
  for (const { extensions } of errors) expect(extensions.hint).toMatch(/./);
});

const HASH = createHash('sha256').update('{ __typename }').digest('hex');
test.each([
  [
    'a hash of another query',
    { version: 1, sha256Hash: '0000' },
    'The `sha256Hash` of `persistedQuery` is not that of the query.',
  ],
  ['no hash', { version: 1 }, 'The `sha256Hash` of `persistedQuery` is not that of the query.'],
  [
    'a hash that is no text',
    { version: 1, sha256Hash: [HASH] },
    'The `sha256Hash` of `persistedQuery` is not that of the query.',
  ],
  ['another version', { version: 2, sha256Hash: HASH }, 'The `version` of `persistedQuery` is not 1.'],
  ['no version', { sha256Hash: HASH }, 'The `version` of `persistedQuery` is not 1.'],
  ['a text', 'abc', 'The `version` of `persistedQuery` is not 1.'],
])('a `persistedQuery` with %s is a BAD_REQUEST', async (_, persistedQuery, message) => {
  expect(await post({ query: '{ __typename }', extensions: { persistedQuery } })).toEqual({
    status: 400,
    data: undefined,
    errors: [
      {
        message,
        extensions: {
          code: 'BAD_REQUEST',
          hint: 'Send `version: 1` and the SHA-256 of the query in hexadecimal, or leave `persistedQuery` out.',
        },
      },
    ],
  });
});

test('a `persistedQuery` that fits is answered', async () => {
  const persistedQuery = { version: 1, sha256Hash: HASH };
  const { status, data } = await post({ query: '{ __typename }', extensions: { persistedQuery } });
  expect([status, data]).toEqual([200, { __typename: 'Query' }]);
});
