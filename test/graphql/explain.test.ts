import { checkExplain } from '../../src/query/explain';
import { loadShop } from '../registry/shopModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake } from './mistake';

/** Changes that cannot be explained, and changes without parts. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const question = (args: string) =>
  `{ explainChange(range: { from: "2026-03-02", to: "2026-03-09" }, ${args}) { dimensions { surprise } } }`;

test.each([
  ['metric: tasks, by: []', 'BAD_JOURNEY', '`by` names no dimension; it needs one at least.'],
  ['metric: tasks, by: [task_type], top: 0', 'BAD_JOURNEY', '`top` is 0; it counts the parts that are shown, from 1.'],
  [
    'metric: active_users_daily, by: [utm_source, task_type]',
    'DIMENSION_NOT_ADDITIVE',
    '"active_users_daily" does not add up over the values of "task_type", so these cannot explain its change.',
  ],
  [
    'metric: new_registrations, by: [task_type]',
    'DIMENSION_NOT_AVAILABLE',
    '"new_registrations" cannot be grouped or filtered by "task_type".',
  ],
])('%s: %s', async (args, code, message) => {
  expect(await mistake(server, question(args))).toMatchObject({ code, message, hint: expect.stringMatching(/./) });
});

test('the hint names the dimensions that would do', async () => {
  const { code, hint } = await mistake(server, question('metric: active_users_daily, by: [task_type]'));
  expect(code).toBe('DIMENSION_NOT_ADDITIVE');
  expect(hint).toBe('Use one of utm_source, user_id. See docs/meaning.md#metrics-that-can-be-explained.');
});

test('statistics and expressions that are no sums', () => {
  const shop = loadShop({
    'more.yaml': `
metrics:
  median_margin:
    label: { en: Median, zh: 中位数 }
    group: sales
    numerator: { median: amount, of: orders }
    grain: day
  one_more: { label: { en: One more, zh: 多一 }, group: sales, expression: order_count + 1 }
  twice: { label: { en: Twice, zh: 两倍 }, group: sales, expression: 2 * order_count }
`,
  });
  const ask = (metric: string) =>
    checkExplain(shop, { metric, by: [shop.metrics.get(metric)!.dimensions[0]!], range: { last: 2, unit: 'day' } }, 0);
  for (const [metric, because] of [
    ['median_margin', 'it does not add up over any dimension'],
    ['one_more', 'its expression is no sum of metrics'],
  ] as const) {
    expect(() => ask(metric)).toThrow(
      expect.objectContaining({
        code: 'NOT_EXPLAINABLE',
        message: `The change of "${metric}" cannot be explained: ${because}.`,
        hint: expect.stringMatching(/twice/),
      }),
    );
  }
  expect(ask('twice').explainedAs).toBe('sum');
});

test('a range that has not begun has no parts, and a warning', async () => {
  const { data, errors } = await server.ask(
    `{ explainChange(metric: tasks, by: [task_type], range: { from: "2026-03-02", to: "2026-03-09" },
      asOf: "2026-03-01T00:00:00Z") { dimensions { surprise parts { contribution } } meta { warnings { code metric message } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data!['explainChange']).toMatchObject({
    dimensions: [{ surprise: 0, parts: [] }],
    meta: {
      warnings: expect.arrayContaining([
        {
          code: 'NOT_EXPLAINED',
          metric: 'tasks',
          message: 'Nothing explains the change of "tasks": it has no data in the range.',
        },
      ]),
    },
  });
});
