import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { WEEK } from '../graphql/mistake';

/**
 * Shares are of all groups, so the groups that `top` leaves out are read too. They once came into
 * the answer, as a series without a single value.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const ARGS = `${WEEK}, select: [tasks], groupBy: [utm_source], top: { n: 1, by: tasks }`;
const SHARE = '... on MetricAdditiveDetail { share }';

test('series of the kept groups come with their shares', async () => {
  const { data } = await server.ask(
    `{ metricSeries(${ARGS}, grain: WEEK) { series { by { utm_source } others values overall { value ${SHARE} } } } }`,
  );
  const google = { by: { utm_source: 'google' }, others: false, values: [10] };
  expect(data!['metricSeries'].series).toEqual([{ ...google, overall: { value: 10, share: 0.434782608696 } }]);
});

test('series beside a table that selects shares stay the same', async () => {
  const { data } = await server.ask(`{
    table: metrics(${ARGS}, grain: WEEK) { rows { others details { tasks { share } } } rowCount }
    metricSeries(${ARGS}, grain: WEEK) { series { others values overall { value } } }
  }`);
  expect(data).toEqual({
    table: { rows: [{ others: false, details: { tasks: { share: 0.434782608696 } } }], rowCount: 1 },
    metricSeries: { series: [{ others: false, values: [10], overall: { value: 10 } }] },
  });
});
