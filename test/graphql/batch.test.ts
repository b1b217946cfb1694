import type { LightMyRequestResponse } from 'fastify';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { table, WEEK } from './mistake';
import { watched, type Watched } from './watchedEngine';

/** Several operations in one request, from clients that batch the queries of a screen. */
let server: GatewayServer;
let statements: Watched['statements'];
beforeAll(async () => {
  const watch = watched();
  server = await gatewayServer({ through: watch.through });
  statements = watch.statements;
});
afterAll(() => server.close());

const ONE = { query: table(WEEK, 'totals { values { tasks } }') };
const ANSWER = { data: { metrics: { totals: { values: { tasks: 23 } } } } };

async function post(batch: unknown[], headers = {}): Promise<LightMyRequestResponse> {
  const answer = await server.app.inject({ method: 'POST', url: '/graphql', payload: batch, headers });
  expect(server.internal).toEqual([]);
  return answer;
}

test('each is answered as it is alone, in order, and equal ones share one statement', async () => {
  const before = statements.length;
  const answer = await post([
    ONE,
    {
      query: `query ($g: MetricGrain) { metrics(${WEEK}, grain: $g) { rows { values { tasks } } } }`,
      variables: { g: 'DAY' },
    },
    { query: table(WEEK, 'rows { values { tasks } }') },
  ]);
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    [ANSWER, expect.anything(), { data: { metrics: { rows: [{ values: { tasks: 23 } }] } } }],
  ]);
  expect(statements.length - before).toBe(2);
});

test('a rejected operation leaves the others alone', async () => {
  const answer = await post([ONE, { query: '{ none }' }], { accept: 'application/graphql-response+json, */*' });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(answer.json()).toMatchObject([ANSWER, { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
});

test('a batch has at most ten operations; none of a larger batch runs', async () => {
  expect((await post(Array.from({ length: 10 }, () => ONE))).json()).toEqual(Array.from({ length: 10 }, () => ANSWER));
  const before = statements.length;
  const answer = await post(Array.from({ length: 11 }, () => ONE));
  expect([answer.statusCode, answer.json()]).toEqual([
    413,
    {
      errors: [
        {
          message: 'The batch of 11 is too large: at most 10 operations are allowed.',
          extensions: {
            code: 'REQUEST_TOO_LARGE',
            hint: 'Send several batches, or one operation with several fields.',
          },
        },
      ],
    },
  ]);
  expect(statements.length).toBe(before);
});
