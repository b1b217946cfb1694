import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, table, WEEK } from './mistake';

/** A renamed metric, a renamed ratio and a deprecated metric: old dashboards go on unchanged. */
const YAML = (text: string) =>
  text
    .replaceAll(/\badoptions\b/g, 'results_adopted')
    .replace('numerator: { count: user_action_log }\n', 'was: adoptions\n    numerator: { count: user_action_log }\n')
    .replace('  adoption_rate:\n', '  share_adopted:\n    was: [adoption_rate, adopted_share]\n')
    .replace('  failed_tasks:\n', '  failed_tasks:\n    deprecated: Use task_error_rate.\n');

let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  model = await changedModel('metrics.yaml', YAML);
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

test('a metric names the metrics that it uses by their current keys, and former keys use nothing anew', async () => {
  const { metricCatalog } = await ask(`{ metricCatalog {
    current: metric(key: share_adopted) { ...Use } former: metric(key: adoption_rate) { ...Use }
    part: metric(key: results_adopted) { ...Use } formerPart: metric(key: adoptions) { ...Use }
    generations: metric(key: total_generations) { ...Use }
  } } fragment Use on Metric { formerKeys uses { key } usedBy { key } }`);
  const keys = (...names: string[]) => names.map((key) => ({ key }));
  const uses = keys('results_adopted', 'total_generations');
  expect(metricCatalog).toEqual({
    current: { formerKeys: ['adoption_rate', 'adopted_share'], uses, usedBy: [] },
    former: { formerKeys: [], uses, usedBy: [] },
    part: { formerKeys: ['adoptions'], uses: [], usedBy: keys('share_adopted') },
    formerPart: { formerKeys: [], uses: [], usedBy: [] },
    generations: { formerKeys: [], uses: [], usedBy: keys('avg_tasks_per_user', 'share_adopted', 'text_generations') },
  });
});

test('both keys in one query give the same numbers, from one read', async () => {
  const { metrics } = await ask(
    table(
      `${WEEK}, grain: WEEK, groupBy: [utm_source]`,
      `rows { values { adoptions results_adopted share_adopted adoption_rate adopted_share }
         details { adoptions { share formatted } results_adopted { share formatted } adoption_rate { numerator } share_adopted { numerator } } }
       totals { values { adoptions results_adopted adoption_rate share_adopted } }
       plan { scans }`,
    ),
  );
  for (const { values, details } of metrics.rows) {
    expect(values.adoptions).toBe(values.results_adopted);
    expect([values.adoption_rate, values.adopted_share]).toEqual([values.share_adopted, values.share_adopted]);
    expect(details.adoptions).toEqual(details.results_adopted);
    expect(details.adoption_rate).toEqual(details.share_adopted);
  }
  expect(metrics.totals.values).toMatchObject({ adoptions: 18, results_adopted: 18 });
  expect(metrics.totals.values.adoption_rate).toBe(metrics.totals.values.share_adopted);
  expect(metrics.plan.scans).toHaveLength(2);
});

test('the former key works wherever a key does', async () => {
  const { old, now } = await ask(`{
    old: metrics(${WEEK}, grain: DAY, select: [adoptions], having: { adoptions: { gt: 1 } }, orderBy: [{ key: adoptions, direction: DESC }]) {
      rows { time { date } values { n: adoptions } }
    }
    now: metrics(${WEEK}, grain: DAY, select: [results_adopted], having: { results_adopted: { gt: 1 } }, orderBy: [{ key: results_adopted, direction: DESC }]) {
      rows { time { date } values { n: results_adopted } }
    }
  }`);
  expect(old.rows.length).toBeGreaterThan(2);
  expect(old).toEqual(now);
});

test('the answer uses the key that the query selects', async () => {
  const told = await mistake(server, table(`${WEEK}, select: [results_adopted]`, 'rows { values { adoptions } }'));
  expect(told.code).toBe('METRIC_NOT_SELECTED');
});

test('the catalog lists both keys, and says which is the former one', async () => {
  const { metricCatalog } = await ask(`{ metricCatalog {
    old: metric(key: adoptions) { ...Told } now: metric(key: results_adopted) { ...Told }
    found: metrics(search: "adoptions") { key deprecated }
    shared: dimensions(metrics: [adoptions, adoption_rate]) { key }
    group: metrics(group: "product_value") { key }
  } }
  fragment Told on Metric { id key label formula sources deprecated }`);
  const { old, now } = metricCatalog;
  expect(old).toEqual({
    ...now,
    id: 'metric:adoptions',
    key: 'adoptions',
    label: 'Adoptions (adoptions)',
    deprecated: 'Renamed to results_adopted',
  });
  expect(now).toMatchObject({ id: 'metric:results_adopted', deprecated: null });
  expect(metricCatalog.found).toEqual([
    { key: 'results_adopted', deprecated: null },
    { key: 'adoptions', deprecated: 'Renamed to results_adopted' },
  ]);
  expect(metricCatalog.shared.map(({ key }: { key: string }) => key)).toEqual(['utm_source', 'user_id', 'task_type']);
  expect(metricCatalog.group.map(({ key }: { key: string }) => key)).toEqual([
    'share_adopted',
    'adoption_rate',
    'adopted_share',
    'avg_tasks_per_user',
    'results_adopted',
    'adoptions',
  ]);
});

const REASONS = [
  ['adoptions', 'Renamed to results_adopted'],
  ['adoption_rate', 'Renamed to share_adopted'],
  ['adopted_share', 'Renamed to share_adopted'],
  ['failed_tasks', 'Use task_error_rate.'],
] as const;

test.each(['MetricValues', 'MetricDetails', 'MetricHaving', 'MetricKey', 'MetricOrderKey'])(
  'in %s a deprecated key is marked, with the reason',
  async (name) => {
    const { __type } = await ask(`{ __type(name: "${name}") {
      fields(includeDeprecated: true) { name isDeprecated deprecationReason }
      inputFields(includeDeprecated: true) { name isDeprecated deprecationReason }
      enumValues(includeDeprecated: true) { name isDeprecated deprecationReason }
    } }`);
    const members: { name: string; isDeprecated: boolean; deprecationReason: string | null }[] =
      __type.fields ?? __type.inputFields ?? __type.enumValues;
    const deprecated = members.filter(({ isDeprecated }) => isDeprecated);
    expect(new Map(deprecated.map((one) => [one.name, one.deprecationReason]))).toEqual(new Map(REASONS));
    expect(members.length).toBeGreaterThan(20);
  },
);

test('a deprecated metric is answered like any other', async () => {
  const { metrics, metricCatalog } = await ask(`{
    metrics(${WEEK}) { rows { values { failed_tasks } } }
    metricCatalog { metric(key: failed_tasks) { deprecated } }
  }`);
  expect(metrics.rows).toEqual([{ values: { failed_tasks: 4 } }]);
  expect(metricCatalog.metric).toEqual({ deprecated: 'Use task_error_rate.' });
});
