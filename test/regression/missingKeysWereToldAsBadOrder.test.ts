import { checkQuery } from '../../src/query/checkQuery';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { mistake, table, WEEK } from '../graphql/mistake';

/**
 * An order by a part of a metric outside the query got the error that only metrics have parts,
 * though it was one.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const COMPARED = `${WEEK}, groupBy: [utm_source], compare: { previousPeriod: true }`;

test.each(['PREVIOUS', 'CHANGE', 'DIFFERENCE'])(
  'an order by the %s of a metric that is not selected has its own error',
  async (of) => {
    const told = {
      code: 'METRIC_NOT_SELECTED',
      message: '`orderBy` names "adoptions", but the query computes only tasks.',
    };
    for (const args of [COMPARED, WEEK]) {
      expect(await mistake(server, table(`${args}, orderBy: [{ key: adoptions, of: ${of} }]`))).toMatchObject(told);
    }
  },
);

test('an order by the change of a dimension that is not grouped by has its own error', async () => {
  const { code } = await mistake(server, table(`${COMPARED}, orderBy: [{ key: user_id, of: CHANGE }]`));
  expect(code).toBe('DIMENSION_NOT_GROUPED');
});

test('an order by the change of an unknown key has its own error', () => {
  const request = { metrics: ['tasks'], range: { last: 7, unit: 'day' }, compare: { previousPeriod: true } } as const;
  const check = () => checkQuery(server.registry, { ...request, orderBy: [{ key: 'task', of: 'change' }] }, Date.now());
  expect(check).toThrow(expect.objectContaining({ code: 'UNKNOWN_NAME', hint: 'Did you mean "tasks"?' }));
});
