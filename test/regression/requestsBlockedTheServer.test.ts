import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { mistake, WEEK } from '../graphql/mistake';

/**
 * Small requests that kept the server busy for seconds to minutes. It answered nobody else
 * meanwhile, not even `/healthz`.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

// Rejecting takes no time. The test does not measure it: on a busy machine no time is certain.
test('a filter with twenty thousand conditions is rejected', async () => {
  const query = `query ($where: MetricDimensionFilter) { metrics(${WEEK}, where: $where) { rows { values { tasks } } } }`;
  const or = Array.from({ length: 20_000 }, (_, index) => ({ utm_source: { eq: `v${index}` } }));
  expect(await mistake(server, query, { where: { or } })).toEqual({
    code: 'BAD_FILTER',
    message: 'where: it holds more than 1000 conditions',
    hint: 'Many values of one dimension go into one `in: […]`, which may be as long as you like.',
  });
  // The same query, in a form that can be answered at once.
  const { errors } = await server.ask(query, { where: { utm_source: { in: or.map(({ utm_source: { eq } }) => eq) } } });
  expect(errors).toEqual([]);
});

test('a time zone of half a megabyte is rejected, and the error shows only its beginning', async () => {
  const query = `query ($zone: TimeZone) { metrics(${WEEK}, timeZone: $zone) { rows { values { tasks } } } }`;
  expect(await mistake(server, query, { zone: 'x'.repeat(500_000) })).toEqual({
    code: 'UNKNOWN_TIME_ZONE',
    message: `"${'x'.repeat(60)}…" is not a time zone of the IANA database.`,
    hint: 'Give a name such as "Asia/Shanghai" or "UTC".',
  });
});
