import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { WEEK } from './mistake';

/** New metrics of known kinds: a few lines of YAML, and nothing else. */
const YAML = `
  copies:
    label: { en: Copies, zh: 复制次数 }
    description: { en: Results that were copied., zh: 结果被复制的次数。 }
    group: product_value
    priority: P2
    numerator: { count: user_action_log }
    filters:
      - action_type: copy
    grain: hour

  copying_users_daily:
    label: { en: Users who copy, zh: 当日复制用户数 }
    group: product_value
    numerator: { count_distinct: user_id, of: user_action_log }
    filters:
      - action_type: copy
    grain: day
    overTime: average

  copy_share:
    label: { en: Share of copies, zh: 复制占比 }
    group: product_value
    unit: percent
    numerator: copies
    denominator: adoptions
    grain: day
`;

let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  model = await changedModel('metrics.yaml', (text) => text + YAML);
  server = await gatewayServer({ model: model.path });
});
afterAll(async () => {
  await server.close();
  await model.remove();
});

async function ask(query: string) {
  const { data, errors } = await server.ask(query);
  expect(errors).toEqual([]);
  return data!;
}

test('metrics added in YAML are answered like any other', async () => {
  // Copies: actions 1 4 6 9 10 12 14 15 16 18 19, of 18 adoptions. Copying users by day: 3 2 0 2 0
  // 1 1.
  const { metrics } = await ask(`{ metrics(${WEEK}, grain: WEEK) {
    rows { values { copies copying_users_daily copy_share tasks } details { copies { status } copy_share { numerator denominator } } }
  } }`);
  expect(metrics.rows).toEqual([
    {
      values: { copies: 11, copying_users_daily: 1.285714285714, copy_share: 0.611111111111, tasks: 23 },
      details: { copies: { status: 'OK' }, copy_share: { numerator: '11', denominator: '18' } },
    },
  ]);
});

test('metrics added in YAML can be grouped, filtered, ordered by and selected by name', async () => {
  // text: actions 1 4 9 10 15 16 19; image_text: 18; of no task: 6. Direct's 12 and 14 are left
  // out.
  const { metrics } = await ask(`{ metrics(
    ${WEEK}, select: [copies, copy_share], groupBy: [task_type], where: { utm_source: { ne: "Direct" } },
    orderBy: [{ key: copies, direction: DESC }], limit: 2
  ) { rows { by { task_type } values { copies } } } }`);
  expect(metrics.rows).toEqual([
    { by: { task_type: 'text' }, values: { copies: 7 } },
    { by: { task_type: 'image_text' }, values: { copies: 1 } },
  ]);
});

test('metrics added in YAML are in the catalog and in the schema, with their descriptions', async () => {
  const { metricCatalog, __type } = await ask(`{
    metricCatalog { metric(key: copies) { label(locale: "zh-CN") kind grains dimensions { key } filters priority } metrics { key } }
    __type(name: "MetricValues") { fields { name description } }
  }`);
  expect(metricCatalog.metric).toEqual({
    label: '复制次数',
    kind: 'COUNT',
    grains: ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'],
    dimensions: ['utm_source', 'user_id', 'task_type', 'action_type'].map((key) => ({ key })),
    filters: ['action_type is copy'],
    priority: 'P2',
  });
  // After those of the file that they were added to.
  const keys = metricCatalog.metrics.map(({ key }: { key: string }) => key);
  expect(keys.slice(keys.indexOf('token_cost') + 1, keys.indexOf('arr'))).toEqual([
    'copies',
    'copying_users_daily',
    'copy_share',
  ]);
  expect(__type.fields).toContainEqual({ name: 'copies', description: 'Copies (复制次数). Results that were copied.' });
});
