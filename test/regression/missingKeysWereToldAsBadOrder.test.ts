import { checkQuery } from '../../src/query/checkQuery';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { mistake, table, WEEK } from '../graphql/mistake';

/** An order by a part of what is not in the query was told that only metrics have parts, though it was one. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const COMPARED = `${WEEK}, groupBy: [utm_source], compare: { previousPeriod: true }`;

test.each(['PREVIOUS', 'CHANGE', 'DIFFERENCE'])('the %s of a metric that is not selected', async (of) => {
  const told = {
    code: 'METRIC_NOT_SELECTED',
    message: '"adoptions" is used in `orderBy` but is not a metric of this query, which has tasks.',
  };
  for (const args of [COMPARED, WEEK]) {
    expect(await mistake(server, table(`${args}, orderBy: [{ key: adoptions, of: ${of} }]`))).toMatchObject(told);
  }
});

test('the change of a dimension that is not grouped by', async () => {
  const { code } = await mistake(server, table(`${COMPARED}, orderBy: [{ key: user_id, of: CHANGE }]`));
  expect(code).toBe('DIMENSION_NOT_GROUPED');
});

test('the change of what there is not', () => {
  const request = { metrics: ['tasks'], range: { last: 7, unit: 'day' }, compare: { previousPeriod: true } } as const;
  const check = () => checkQuery(server.registry, { ...request, orderBy: [{ key: 'task', of: 'change' }] }, Date.now());
  expect(check).toThrow(expect.objectContaining({ code: 'UNKNOWN_NAME', hint: 'Did you mean "tasks"?' }));
});
