import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal, table, WEEK } from './mistake';

/** The queries that each kind of metric answers, and the errors beyond them. */
const MORE = `
  payment_per_task:
    label: { en: Payment per task, zh: 每任务支付 }
    group: core_revenue
    expression: median_payment / tasks

  tasks_per_registration_before:
    label: { en: Tasks per registration of the week before, zh: 每上周注册任务数 }
    group: core_revenue
    expression: (text_users_28d + tasks) / registrations_week_before

  text_users_28d:
    label: { en: Text users of 28 days, zh: 28 日纯文本用户数 }
    group: user_activity
    metric: active_users_28d
    filters:
      - task_type: text
`;
const GRAINS = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];

let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  model = await changedModel('metrics_more.yaml', (text) => text + MORE);
  server = await gatewayServer({ model: model.path });
});
afterAll(async () => {
  await server.close();
  await model.remove();
});

async function answer(query: string) {
  const { data, errors } = await server.ask(query);
  expect(errors).toEqual([]);
  return data!;
}

const KINDS: [key: string, kind: string, details: string, finest: string, overTime: string, formula: string][] = [
  ['tasks', 'COUNT', 'Additive', 'HOUR', 'RECOMPUTE', 'rows of task_generate_log by created_at'],
  [
    'new_paying_users',
    'COUNT',
    'Additive',
    'HOUR',
    'RECOMPUTE',
    'distinct user_id of trade, each at its first row ever by paid_at, …',
  ],
  ['text_generations', 'COUNT', 'Additive', 'HOUR', 'RECOMPUTE', 'total_generations where task_type is text'],
  ['tokens_consumed', 'SUM', 'Additive', 'HOUR', 'RECOMPUTE', 'sum of token_consumed of task_generate_log by …'],
  [
    'active_users_daily',
    'DISTINCT',
    'Plain',
    'DAY',
    'AVERAGE',
    'distinct user_id of task_generate_log by created_at, …',
  ],
  ['active_users_28d', 'ROLLING', 'Plain', 'DAY', 'LAST', 'distinct user_id of task_generate_log by created_at in …'],
  ['text_users_28d', 'ROLLING', 'Plain', 'DAY', 'LAST', 'active_users_28d where task_type is text'],
  [
    'revenue_month_to_date',
    'ROLLING',
    'Additive',
    'DAY',
    'LAST',
    'sum of amount of trade by paid_at since the start of …',
  ],
  ['median_payment', 'STATISTIC', 'Plain', 'HOUR', 'RECOMPUTE', 'median of amount of trade by paid_at, where …'],
  [
    'tokens_per_user_p90',
    'STATISTIC',
    'Plain',
    'DAY',
    'RECOMPUTE',
    'percentile 0.9 of token_consumed, added up for each …',
  ],
  [
    'revenue_mrr',
    'SNAPSHOT',
    'Additive',
    'DAY',
    'LAST',
    'sum of monthly_fee of subscription_records active at the close …',
  ],
  [
    'subscribers_at_open',
    'SNAPSHOT',
    'Plain',
    'DAY',
    'FIRST',
    'distinct user_id of subscription_records active at the open …',
  ],
  ['expansion_mrr', 'SNAPSHOT', 'Plain', 'DAY', 'SUM', 'what is added to the sum of monthly_fee of …'],
  ['task_error_rate', 'RATIO', 'Ratio', 'HOUR', 'RATIO', 'failed_tasks / tasks'],
  ['arpu', 'DERIVED', 'Plain', 'DAY', 'RECOMPUTE', 'revenue_mrr / paying_subscribers'],
  ['payment_per_task', 'DERIVED', 'Plain', 'HOUR', 'RECOMPUTE', 'median_payment / tasks'],
  [
    'tasks_per_registration_before',
    'DERIVED',
    'Plain',
    'WEEK',
    'RECOMPUTE',
    '(text_users_28d + tasks) / registrations_week_before',
  ],
];

test('there is one metric of each kind', async () => {
  const { __type } = await answer('{ __type(name: "MetricKind") { enumValues { name } } }');
  const names = __type.enumValues.map(({ name }: { name: string }) => name);
  expect(names.sort()).toEqual([...new Set(KINDS.map(([, kind]) => kind))].sort());
});

test.each(KINDS)('%s is of kind %s', async (key, kind, details, finest, overTime, formula) => {
  const { metricCatalog, __type } = await answer(`{
    metricCatalog { metric(key: ${key}) { kind grain grains overTime formula } }
    __type(name: "MetricDetails") { fields { name type { name } } }
  }`);
  const { formula: said, ...metric } = metricCatalog.metric;
  expect(metric).toEqual({ kind, overTime, grain: finest, grains: GRAINS.slice(GRAINS.indexOf(finest)) });
  const [begins, goesOn] = formula.split('…');
  if (goesOn === undefined) expect(said).toBe(formula);
  else expect(said.startsWith(begins)).toBe(true);
  expect(__type.fields).toContainEqual({ name: key, type: { name: `Metric${details}Detail` } });
});

test.each(KINDS)('%s is answered by its grains and no other', async (key, _kind, _details, finest) => {
  const asked = GRAINS.filter((grain) => GRAINS.indexOf(grain) >= GRAINS.indexOf(finest));
  const fields = asked.map((grain) => `${grain}: metrics(${WEEK}, grain: ${grain}) { rows { values { ${key} } } }`);
  for (const { rows } of Object.values(await answer(`{ ${fields.join(' ')} }`))) expect(rows).not.toHaveLength(0);
  for (const grain of GRAINS.filter((one) => !asked.includes(one))) {
    const told = await mistake(server, table(`${WEEK}, grain: ${grain}`, `rows { values { ${key} } }`));
    expect(told).toMatchObject({ code: 'GRAIN_NOT_AVAILABLE', message: expect.stringContaining(`"${key}"`) });
    expect(told.hint).toContain(`Ask for it by ${asked.join(', ').toLowerCase()}.`);
  }
});

test.each([
  ['stickiness', 'groupBy: [subscription_type]', 'subscription_type', 'utm_source, user_id, task_type'],
  ['arpu', 'where: { task_type: { eq: "text" } }', 'task_type', 'utm_source, user_id, subscription_type'],
  ['payment_per_task', 'groupBy: [task_type]', 'task_type', 'utm_source, user_id'],
  ['text_generations', 'groupBy: [action_type]', 'action_type', 'utm_source, user_id, task_type'],
  ['text_users_28d', 'where: { trade_type: { isNull: true } }', 'trade_type', 'utm_source, user_id, task_type'],
  ['churned_mrr', 'groupBy: [trade_type]', 'trade_type', 'utm_source, user_id, subscription_type'],
])('a dimension that a part of %s does not reach is rejected: %s', async (key, argument, dimension, available) => {
  expect(await mistake(server, table(`${WEEK}, ${argument}`, `rows { values { ${key} } }`))).toMatchObject({
    code: 'DIMENSION_NOT_AVAILABLE',
    message: expect.stringContaining(`"${key}" cannot be grouped or filtered by "${dimension}"`),
    hint: expect.stringContaining(`Its dimensions are ${available}.`),
  });
});

test.each([
  ['arpu { numerator }', 'numerator', 'Plain'],
  ['logo_churn_rate { share }', 'share', 'Plain'],
  ['median_payment { share }', 'share', 'Plain'],
  ['net_new_mrr { share }', 'share', 'Plain'],
  ['active_users_28d { share }', 'share', 'Plain'],
  ['text_generations { denominator }', 'denominator', 'Additive'],
])('details contain all metadata of a number: %s', async (selection, field, type) => {
  expect(await refusal(server, table(WEEK, `rows { details { ${selection} } }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: expect.stringContaining(`Cannot query field "${field}" on type "Metric${type}Detail".`),
  });
});

test('NO_DATA comes before a divisor of 0', async () => {
  // March 7: a payment of 68 and no task. March 11: 68 over the tasks 33 and 34. March 14: task 39
  // alone; March 17: neither.
  const { metrics } = await answer(`{ metrics(
    range: { from: "2026-03-07", through: "2026-03-17" }, grain: DAY, asOf: "2026-03-20T00:00:00+08:00"
  ) { rows { time { date } details { payment_per_task { value status } } } } }`);
  const rows = metrics.rows as { time: { date: string }; details: { payment_per_task: object } }[];
  const of = (date: string) => rows.find(({ time }) => time.date === date)!.details.payment_per_task;
  expect(of('2026-03-07')).toEqual({ value: null, status: 'DIVIDE_BY_ZERO' });
  expect(of('2026-03-11')).toEqual({ value: 34, status: 'OK' });
  expect(of('2026-03-14')).toEqual({ value: null, status: 'NO_DATA' });
  expect(of('2026-03-17')).toEqual({ value: null, status: 'NO_DATA' });
});

test('a filter of a metric is part of it, whatever the metric measures', async () => {
  // Users of text in the 28 days up to March 8: 1 5 7 11 12 14 18 999; with images 2 8 16 as well.
  // As a filter of the query it is the same.
  const { own, asked } = await answer(`{
    own: metrics(${WEEK}, grain: WEEK) { rows { values { text_users_28d active_users_28d } } }
    asked: metrics(${WEEK}, grain: WEEK, where: { task_type: { eq: "text" } }) { rows { values { text_users_28d active_users_28d } } }
  }`);
  expect(own.rows).toEqual([{ values: { text_users_28d: 8, active_users_28d: 11 } }]);
  expect(asked.rows).toEqual([{ values: { text_users_28d: 8, active_users_28d: 8 } }]);
});
