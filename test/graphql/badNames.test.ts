import { checkQuery } from '../../src/query/checkQuery';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal, table, WEEK } from './mistake';

/** Metrics, dimensions, grains and zones that do not go together, and their errors. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const VALUES = (...keys: string[]) => `rows { values { ${keys.join(' ')} } }`;
const UNSELECTED = 'Add it to `select`. Without `select`, select it under `values` or `details`.';
const NEVER = 'Add it to `groupBy`: selecting it under `by` does not group by it.';

test.each([
  ['HOUR', 'active_users_daily', 'hour', 'day, week, month, quarter, year'],
  ['DAY', 'retention_week_1', 'day, as it is made of "returned_users_week_1"', 'week, month, quarter, year'],
  ['HOUR', 'stickiness', 'hour, as it is made of "active_users_daily"', 'day, week, month, quarter, year'],
])('by %s the grain is too fine for a metric', async (grain, metric, written, available) => {
  expect(await mistake(server, table(`${WEEK}, grain: ${grain}`, VALUES('tasks', metric)))).toEqual({
    code: 'GRAIN_NOT_AVAILABLE',
    message: `"${metric}" has no meaning by ${written}.`,
    hint: `Ask for it by ${available}. See docs/meaning.md#native-buckets.`,
  });
});

test.each([
  'groupBy: [trade_type]',
  'where: { trade_type: { eq: "recharge" } }',
  'where: { not: { or: [{ and: [{ trade_type: { isNull: true } }] }] } }',
])('a dimension out of reach is rejected: %s', async (argument) => {
  expect(await mistake(server, table(`${WEEK}, ${argument}`, VALUES('new_paying_users', 'tasks')))).toEqual({
    code: 'DIMENSION_NOT_AVAILABLE',
    message: '"tasks" cannot be grouped or filtered by "trade_type".',
    hint: 'Its dimensions are utm_source, user_id, task_type. See docs/meaning.md#reach.',
  });
});

test.each([
  ['', 'rows { by { utm_source } values { tasks } }', '`rows.by`', 'none'],
  [', groupBy: [user_id]', 'rows { by { user_id channel: utm_source } values { tasks } }', '`rows.by`', 'user_id'],
  [', groupBy: [user_id], orderBy: [{ key: utm_source }]', VALUES('tasks'), '`orderBy`', 'user_id'],
])('a dimension that is selected and not grouped by is rejected: %s', async (more, selection, where, groupBy) => {
  expect(await mistake(server, table(WEEK + more, selection))).toEqual({
    code: 'DIMENSION_NOT_GROUPED',
    message: `"utm_source" is used in ${where} but rows are not grouped by it; \`groupBy\` names ${groupBy}.`,
    hint: NEVER,
  });
});

test.each([
  [', select: [tasks]', VALUES('tasks', 'adoptions'), '`rows.values`'],
  [', select: [tasks]', 'rows { details { ... on MetricDetails { adoptions { value } } } }', '`rows.details`'],
  [', select: [tasks]', 'totals { values { a: adoptions } }', '`totals.values`'],
  [', select: [tasks]', 'totals { details { adoptions { status } } }', '`totals.details`'],
  [', orderBy: [{ key: adoptions }]', VALUES('tasks'), '`orderBy`'],
])('a metric that is not in the query is rejected: %s { %s }', async (more, selection, where) => {
  expect(await mistake(server, table(WEEK + more, selection))).toEqual({
    code: 'METRIC_NOT_SELECTED',
    message: `${where} names "adoptions", but the query computes only tasks.`,
    hint: UNSELECTED,
  });
});

test.each([
  'rows { time { date } }',
  '__typename',
  'plan { sql }',
  'rows { values { tasks @skip(if: true) } }',
  'rowCount',
])('a query without a metric is rejected: { %s }', async (selection) => {
  const told = {
    code: 'NO_METRIC',
    message: 'The query asks for no metric.',
    hint: 'Select one under `values` or `details`, or name it in `select`.',
  };
  expect(await mistake(server, table(WEEK, selection))).toEqual(told);
  expect(await mistake(server, table(`${WEEK}, select: []`, selection))).toEqual(told);
});

test.each([
  ['Shanghai', 'Did you mean "Asia/Shanghai"?'],
  ['asia/shangai', 'Did you mean "Asia/Shanghai"?'],
  ['New York', 'Did you mean "America/New_York"?'],
  ['+08:00', 'Give a name such as "Asia/Shanghai" or "UTC".'],
  ['', 'Give a name such as "Asia/Shanghai" or "UTC".'],
  ["'; drop table trade; --", 'Give a name such as "Asia/Shanghai" or "UTC".'],
  ['a\nb"\u0007\0\ud800', 'Give a name such as "Asia/Shanghai" or "UTC".'],
])('an unknown zone is rejected: %j', async (zone, hint) => {
  const query = `query ($zone: TimeZone) { metrics(${WEEK}, timeZone: $zone) { rows { values { tasks } } } }`;
  const message = `${JSON.stringify(zone)} is not a time zone of the IANA database.`;
  expect(await mistake(server, query, { zone })).toEqual({ code: 'UNKNOWN_TIME_ZONE', message, hint });
});

test('GraphQL rejects names that are not in the schema, and suggests the nearest', async () => {
  expect(await refusal(server, table(WEEK, VALUES('total_generation')))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message:
      'Cannot query field "total_generation" on type "MetricValues". Did you mean "total_generations" or "text_generations"?',
  });
  expect(await refusal(server, table(`${WEEK}, groupBy: [utm_sorce]`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Value "utm_sorce" does not exist in "MetricDimensionKey" enum. Did you mean the enum value "utm_source"?',
  });
  expect(await refusal(server, table(WEEK, 'rows { details { tasks { denominator } } }'))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Cannot query field "denominator" on type "MetricAdditiveDetail".',
  });
});

test('doors that receive names as text suggest the nearest name', () => {
  const range = { last: 7, unit: 'day' } as const;
  const check = (request: object) => () =>
    checkQuery(server.registry, { metrics: ['tasks'], range, ...request }, Date.now());
  const told = (what: string, name: string, hint: string) =>
    expect.objectContaining({ code: 'UNKNOWN_NAME', message: `There is no ${what} ${JSON.stringify(name)}.`, hint });
  const nowhere = '`metricCatalog` lists the available names.';
  expect(check({ metrics: ['total_generation'] })).toThrow(
    told('metric', 'total_generation', 'Did you mean "total_generations"?'),
  );
  expect(check({ metrics: ['x'] })).toThrow(told('metric', 'x', nowhere));
  expect(check({ metrics: ['toString'] })).toThrow(told('metric', 'toString', nowhere));
  expect(check({ groupBy: ['utm_sorce'] })).toThrow(told('dimension', 'utm_sorce', 'Did you mean "utm_source"?'));
  expect(check({ where: { tasktype: { eq: 'x' } } })).toThrow(
    told('dimension', 'tasktype', 'Did you mean "task_type"?'),
  );
  expect(check({ orderBy: [{ key: 'time' }] })).toThrow(told('order key', 'time', nowhere));
});
