import { checkRetention } from '../../src/query/retention';
import { loadShop } from '../registry/shopModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake } from './mistake';

/** Questions about retention that cannot be answered, and the plan. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const question = (args: string) =>
  `{ retention(range: { from: "2026-03-02", to: "2026-03-16" }, ${args}) { cohorts { size } } }`;

test.each([
  [
    'cohort: new_registrations, returning: active_users_daily, period: DAY, periods: 401',
    'BAD_JOURNEY',
    "`periods` is 401; it counts the periods after the cohort's own, from 0 to 400.",
  ],
  [
    'cohort: new_registrations, returning: tasks, period: DAY',
    'NOT_AN_AUDIENCE',
    '"tasks" counts no entities by the dates of their rows: no dimension has the values that it counts.',
  ],
  [
    'cohort: new_registrations, returning: active_users_daily, period: DAY, groupBy: [task_type]',
    'DIMENSION_NOT_AVAILABLE',
    '"new_registrations" cannot be grouped or filtered by "task_type".',
  ],
  [
    'cohort: active_users_daily, returning: new_registrations, period: DAY, where: { task_type: { eq: "text" } }',
    'DIMENSION_NOT_AVAILABLE',
    '"new_registrations" cannot be grouped or filtered by "task_type".',
  ],
  [
    'cohort: new_registrations, returning: active_users_daily, period: HOUR',
    'GRAIN_NOT_AVAILABLE',
    '"active_users_daily" has no meaning by hour.',
  ],
])('%s: %s', async (args, code, message) => {
  expect(await mistake(server, question(args))).toMatchObject({ code, message, hint: expect.stringMatching(/./) });
});

test('the hint for a metric that is no audience names those that are', async () => {
  const { code, hint } = await mistake(server, question('cohort: tasks, returning: active_users_daily, period: DAY'));
  expect(code).toBe('NOT_AN_AUDIENCE');
  expect(hint).toMatch(/^Use one of (.*, )?new_registrations, .*\. See docs\/meaning\.md#audiences\.$/);
  expect(hint).not.toMatch(/active_users_weekly/);
});

test('so many periods are out of bounds', async () => {
  const { code } = await mistake(
    server,
    question('cohort: new_registrations, returning: active_users_daily, period: DAY, periods: -1'),
  );
  expect(code).toBe('BAD_JOURNEY');
});

test('two metrics of different entities', () => {
  const shop = loadShop({
    'more.yaml': `
dimensions:
  order_id: { label: { en: Order, zh: 订单 }, type: id, column: id, of: orders }
metrics:
  joined: { label: { en: Joined, zh: 加入 }, group: sales, numerator: { count: customer }, grain: day }
  buyers:
    label: { en: Buyers, zh: 买家 }
    group: sales
    numerator: { count_distinct: customer_id, of: orders }
    grain: day
`,
  });
  const request = {
    cohort: 'joined',
    returning: 'order_count',
    period: 'day' as const,
    range: { last: 2, unit: 'day' as const },
  };
  expect(() => checkRetention(shop, shop, request, 0)).toThrow(
    expect.objectContaining({
      code: 'ENTITY_MISMATCH',
      hint: 'Beside "joined", use one of joined, buyers. See docs/meaning.md#audiences.',
    }),
  );
});

test('it costs a number for each period of a cohort', async () => {
  const { errors } = await server.ask(
    '{ retention(range: { last: 400, unit: DAY }, cohort: new_registrations, returning: active_users_daily, period: DAY, ' +
      'periods: 400) { cohorts { size } } }',
  );
  expect(errors).toMatchObject([{ extensions: { code: 'RESULT_TOO_LARGE' } }]);
});
