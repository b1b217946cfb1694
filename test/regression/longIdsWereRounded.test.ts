import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { WEEK } from '../graphql/mistake';

/**
 * An id above 2^53, sent as a number in JSON, was rounded, and the answer was about another user.
 * The same is true for the numbers of `having` beyond the digits of a float.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(async () => {
  expect(server.internal).toEqual([]);
  await server.close();
});

const HINT = 'Send it as a string, in quotes.';
const query = (variable: string, args: string) =>
  `query (${variable}) { metrics(${WEEK}, ${args}) { totals { values { tasks } } } }`;

/** Sends JSON as text, because JavaScript itself would round the number. */
async function ask(document: string, variables: string) {
  const payload = `{"query":${JSON.stringify(document)},"variables":${variables}}`;
  const headers = { 'content-type': 'application/json' };
  const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/graphql', payload, headers });
  const { data, errors } = JSON.parse(body);
  return { status: statusCode, data, error: errors?.[0] };
}

const BY_ID = query('$v: ID!', 'where: { user_id: { eq: $v } }');
const BY_IDS = query('$v: [ID!]', 'where: { user_id: { in: $v } }');
const BY_FILTER = query('$v: MetricDimensionFilter', 'where: $v');
const BY_DECIMAL = query('$v: Decimal', 'groupBy: [user_id], having: { tasks: { gt: $v } }');
const BY_HAVING = query('$v: MetricHaving', 'groupBy: [user_id], having: $v');

test.each([
  [BY_ID, '9007199254740993', 'ID'],
  [BY_ID, '-9007199254740993', 'ID'],
  [BY_ID, '9007199254740992', 'ID'],
  [BY_ID, '9.007199254740993e15', 'ID'],
  [BY_IDS, '[1, 9007199254740993]', 'ID'],
  [BY_FILTER, '{ "or": [{ "user_id": { "ne": 9007199254740993 } }] }', 'ID'],
  [BY_DECIMAL, '9007199254740993', 'Decimal'],
  [BY_DECIMAL, '0.1234567890123456789', 'Decimal'],
  [BY_HAVING, '{ "tasks": { "lte": 123456789012345678901 } }', 'Decimal'],
])('a number that JSON rounds is rejected: %s with %s', async (document, value, scalar) => {
  const { status, data, error } = await ask(document, `{ "v": ${value} }`);
  expect([status, data, error.extensions]).toEqual([400, undefined, { code: 'BAD_USER_INPUT', hint: HINT }]);
  expect(error.message).toMatch(
    new RegExp(`; ${scalar} cannot tell this number from its neighbours: .* is rounded\\.$`),
  );
});

test.each([
  [BY_ID, '"9007199254740993"'],
  [BY_ID, '9007199254740991'],
  [BY_ID, '7'],
  [BY_IDS, '[7, "9007199254740993"]'],
  [BY_DECIMAL, '"0.1234567890123456789"'],
  [BY_DECIMAL, '0.5'],
  [BY_DECIMAL, '0.00000012'],
  [BY_DECIMAL, '9007199254740991'],
])('a string, and a number that JSON does not round, are accepted: %s with %s', async (document, value) => {
  const { status, error } = await ask(document, `{ "v": ${value} }`);
  expect([status, error]).toEqual([200, undefined]);
});

test('numbers in a document are read from their text, so they may be long', async () => {
  const { status, error } = await ask(
    query('$v: Int', 'limit: $v, where: { user_id: { eq: 9007199254740993 } }'),
    '{}',
  );
  expect([status, error]).toEqual([200, undefined]);
});

test('exports reject the same numbers', async () => {
  const payload = '{"select":["tasks"],"range":{"last":7,"unit":"DAY"},"where":{"user_id":{"eq":9007199254740993}}}';
  const headers = { 'content-type': 'application/json' };
  const answer = await server.app.inject({ method: 'POST', url: '/export.csv', payload, headers });
  expect([answer.statusCode, answer.json()]).toMatchObject([
    400,
    {
      errors: [
        {
          message: expect.stringContaining('at "where.user_id.eq"; ID cannot tell this number') as string,
          extensions: { code: 'BAD_USER_INPUT', hint: HINT },
        },
      ],
    },
  ]);
});
