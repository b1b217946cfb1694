import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * Without `groupBy` there is always the one group: a chart of a range that has not begun has its
 * lines, without data. They were once left out.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const ARGS = 'range: { from: "2026-03-13", through: "2026-03-14" }, grain: DAY, asOf: "2026-03-12T09:30:00+08:00"';

test.each([
  ['', null],
  [', compare: { shift: 1, unit: WEEK }', [null, null]],
])('each metric has one series, with NO_DATA in each bucket%s', async (compare, previous) => {
  const { data, errors } = await server.ask(`{ metricSeries(${ARGS}, select: [tasks, task_error_rate]${compare}) {
    series { metric { key } values previous statuses overall { value status previous } }
  } }`);
  expect(errors).toEqual([]);
  const nothing = {
    values: [null, null],
    previous,
    statuses: ['NO_DATA', 'NO_DATA'],
    overall: { value: null, status: 'NO_DATA', previous: null },
  };
  expect(data!['metricSeries'].series).toEqual([
    { metric: { key: 'tasks' }, ...nothing },
    { metric: { key: 'task_error_rate' }, ...nothing },
  ]);
});

test('by groups there is no group yet', async () => {
  const { data } = await server.ask(
    `{ metricSeries(${ARGS}, select: [tasks], groupBy: [utm_source]) { series { values } } }`,
  );
  expect(data).toEqual({ metricSeries: { series: [] } });
});
