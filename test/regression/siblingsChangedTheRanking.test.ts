import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { WEEK } from '../graphql/mistake';

/**
 * Fields that agree share one statement; groups that only another field had were once ranked among
 * a field's own.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

test.each([
  ['groupBy: [utm_source], top: { n: 1, by: tasks, direction: ASC, others: true }', 'retention_day_1'],
  ['groupBy: [utm_source], top: { n: 1, by: tasks, direction: ASC }, fill: false, grain: DAY', 'new_registrations'],
  ['groupBy: [user_id], top: { n: 11, by: failed_tasks, others: true }', 'adoptions'],
  ['groupBy: [utm_source, user_id], top: { n: 1, by: tasks, of: [utm_source], direction: ASC }', 'new_registrations'],
  [
    'groupBy: [utm_source], top: { n: 3, by: tasks, direction: ASC }, compare: { previousPeriod: true }',
    'new_registrations',
  ],
])('the %s keeps the groups that it keeps alone, beside %s', async (kept, sibling) => {
  const field = `metrics(${WEEK}, ${kept}, select: [tasks, failed_tasks]) { rows { others values { tasks } } rowCount }`;
  const beside = `metrics(${WEEK}, ${kept}, select: [tasks, failed_tasks, ${sibling}]) { rows { others values { tasks } } rowCount }`;
  const { data } = await server.ask(`{ field: ${field} beside: ${beside} }`);
  const [alone, besideAlone] = await Promise.all([
    server.ask(`{ field: ${field} }`),
    server.ask(`{ beside: ${beside} }`),
  ]);
  expect(data).toEqual({ ...alone.data, ...besideAlone.data });
});
