import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { watched } from '../graphql/watchedEngine';
import { gatewayError } from '../../src/errors';
import { address, JSON_TYPE, type Arguments } from './exporting';

/**
 * Rejected exports: each mistake gets the error of GraphQL and an HTTP status, before the first
 * byte.
 */
const OURS = 'https://dashboard.example.com';
const watch = watched();
let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  model = await changedModel('model.yaml', (text) =>
    text.replace('maxRows: 10000', 'maxRows: 5').replace('maxExportRows: 1000000', 'maxExportRows: 11'),
  );
  server = await gatewayServer({ model: model.path, http: { corsOrigins: [OURS] }, through: watch.through });
});
afterAll(async () => {
  await server.close();
  await model.remove();
});
beforeEach(() => {
  watch.statements.length = 0;
});

const WEEK = { range: { from: '2026-03-02', through: '2026-03-08' }, asOf: '2026-03-12T09:30:00+08:00' };
const TASKS = { select: ['tasks'], ...WEEK };

async function refusal(given: unknown) {
  const payload = typeof given === 'string' ? given : JSON.stringify(given);
  const { statusCode, headers, body } = await server.app.inject({
    method: 'POST',
    url: '/export.csv',
    headers: JSON_TYPE,
    payload,
  });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['content-disposition']).toBeUndefined();
  expect(server.internal).toEqual([]);
  const { errors } = JSON.parse(body) as { errors: { message: string; extensions: { code: string; hint: string } }[] };
  for (const { extensions } of errors) expect(extensions.hint).toMatch(/./);
  return { status: statusCode, errors: errors.map(({ message, extensions: { code } }) => ({ code, message })) };
}

const VARIABLES = `query ($range: MetricTimeRange!, $select: [MetricKey!], $groupBy: [MetricDimensionKey!]! = [], $grain: MetricGrain,
  $timeZone: TimeZone, $where: MetricDimensionFilter, $having: MetricHaving, $top: MetricTop, $compare: MetricComparison,
  $fill: Boolean! = true, $orderBy: [MetricOrder!], $limit: Int, $offset: Int! = 0, $asOf: DateTime) {
  metrics(range: $range, select: $select, groupBy: $groupBy, grain: $grain, timeZone: $timeZone, where: $where, having: $having,
    top: $top, compare: $compare, fill: $fill, orderBy: $orderBy, limit: $limit, offset: $offset, asOf: $asOf) { rows { others } }
}`;

const MISTAKES: Readonly<Record<string, Arguments>> = {
  NO_METRIC: { ...TASKS, select: [] },
  DIMENSION_NOT_AVAILABLE: { ...TASKS, select: ['revenue_mrr'], groupBy: ['task_type'] },
  GRAIN_NOT_AVAILABLE: { ...TASKS, select: ['active_users_daily'], grain: 'HOUR' },
  BAD_RANGE: { ...TASKS, range: { from: '2026-03-08', to: '2026-03-02' } },
  'BAD_RANGE of a date': { ...TASKS, range: { from: '2026-02-30', to: '2026-03-02' } },
  'BAD_RANGE of asOf': { ...TASKS, asOf: 'yesterday' },
  BAD_FILTER: { ...TASKS, where: { utm_source: { eq: null } } },
  BAD_COMPARISON: { ...TASKS, compare: { shift: 1, unit: 'YEAR' }, grain: 'WEEK' },
  BAD_TOP: { ...TASKS, top: { n: 3, by: 'tasks' } },
  METRIC_NOT_SELECTED: { ...TASKS, orderBy: [{ key: 'revenue_mrr' }] },
  DIMENSION_NOT_GROUPED: { ...TASKS, orderBy: [{ key: 'utm_source' }] },
  BAD_ORDER: { ...TASKS, orderBy: [{ key: 'tasks', of: 'CHANGE' }] },
  BAD_PAGE: { ...TASKS, offset: -1 },
  UNKNOWN_TIME_ZONE: { ...TASKS, timeZone: 'Shanghai' },
  RANGE_TOO_LARGE: { ...TASKS, range: { from: '1900-01-01', to: '2026-03-02' }, grain: 'DAY' },
};

test.each(Object.entries(MISTAKES))('%s: the error is that of `metrics`', async (_name, given) => {
  const { errors } = await server.ask(VARIABLES, given);
  const told = errors.map(({ message, extensions: { code } }) => ({ code, message }));
  expect(told).toHaveLength(1);
  watch.statements.length = 0;
  expect(await refusal(given)).toEqual({ status: 400, errors: told });
  expect(watch.statements).toEqual([]);
});

const NO_ARGUMENTS: Readonly<Record<string, Arguments>> = {
  'an enum': { ...TASKS, grain: 'DAYS' },
  'a metric': { ...TASKS, select: ['tasks', 'task'] },
  'a field': { ...TASKS, where: { utm_source: { equals: 'x' } } },
  'a scalar': { ...TASKS, range: { last: '7', unit: 'DAY' } },
  'a list': { ...TASKS, orderBy: [{}] },
  'null for what must not be null': { ...TASKS, groupBy: null },
  'two at once': { ...TASKS, limit: 'all', fill: 1 },
};

test.each(Object.entries(NO_ARGUMENTS))(
  'a bad argument gets the error of a bad GraphQL variable: %s',
  async (_name, given) => {
    const { status, errors } = await server.ask(VARIABLES, given);
    const told = errors.map(({ message, extensions: { code } }) => ({
      code,
      message: message.replace('Variable "$', 'Argument "'),
    }));
    const refused = await refusal(given);
    expect(refused.status).toBe(status);
    const inOrder = (all: typeof told) => all.map(({ code, message }) => [code, message]).sort();
    expect(inOrder(refused.errors)).toEqual(inOrder(told));
  },
);

test('an unknown argument and a missing one are rejected', async () => {
  expect(await refusal({ select: ['tasks'], wher: {}, __proto: 1 })).toEqual({
    status: 400,
    errors: [
      { code: 'BAD_USER_INPUT', message: 'Unknown argument "wher" on field "Query.metrics". Did you mean "where"?' },
      { code: 'BAD_USER_INPUT', message: 'Unknown argument "__proto" on field "Query.metrics".' },
      { code: 'BAD_USER_INPUT', message: 'Argument "range" of required type "MetricTimeRange!" was not provided.' },
    ],
  });
  expect((await refusal({ ...WEEK })).errors).toMatchObject([{ code: 'NO_METRIC' }]);
});

test('arguments that are nested too deeply or too long are rejected', async () => {
  const deep = `${'{"not":'.repeat(100_000)}{}${'}'.repeat(100_000)}`;
  const given = JSON.stringify(TASKS).replace(/}$/, `,"where":${deep}}`);
  expect(await refusal(given)).toEqual({
    status: 400,
    errors: [{ code: 'BAD_USER_INPUT', message: 'The request is nested too deeply.' }],
  });
  const unknown = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, index) => [`argument_${index}`, 1]));
  expect((await refusal(unknown(200))).errors).toHaveLength(50);
  // Of large arguments only the first mistake is reported.
  expect((await refusal(unknown(50_000))).errors).toHaveLength(1);
  expect(await refusal({ ...TASKS, x: 'x'.repeat(1024 * 1024) })).toMatchObject({
    status: 413,
    errors: [{ code: 'REQUEST_TOO_LARGE' }],
  });
});

const EXPORT_HINT =
  'POST the arguments of `metrics` as a JSON object, as content-type application/json, or send it with a GET, as `?arguments=`.';

test.each([
  ['', 'Body cannot be empty'],
  ['{"select":', ''],
  ['[]', 'The body is not a JSON object.'],
  ['null', 'The body is not a JSON object.'],
  ['5', 'The body is not a JSON object.'],
  ['{"__proto__":{"x":1}}', ''],
])('a body that is not a JSON object is rejected: %s', async (payload, message) => {
  const answer = await server.app.inject({ method: 'POST', url: '/export.ndjson', headers: JSON_TYPE, payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({
    errors: [
      {
        message: expect.stringContaining(message) as string,
        extensions: { code: 'BAD_REQUEST', hint: EXPORT_HINT },
      },
    ],
  });
});

test.each([
  ['/export.csv', 'The address has no `arguments`.'],
  ['/export.csv?arguments=', '`arguments` is not a JSON object.'],
  ['/export.csv?arguments=%5B%5D', '`arguments` is not a JSON object.'],
  ['/export.csv?arguments=%7B%7D&arguments=%7B%7D', 'The address has `arguments` more than once.'],
  ['/export.csv?query=%7B%7D', 'There is no parameter `query` here.'],
  [address('csv', TASKS, '&bom=1'), '`bom` is neither `true` nor `false`.'],
  [address('ndjson', TASKS, '&bom=true'), 'There is no parameter `bom` here.'],
])('a bad address is rejected: %s', async (url, message) => {
  const answer = await server.app.inject({ method: 'GET', url });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
});

test('a POST takes its arguments from the body only', async () => {
  const answer = await server.app.inject({ method: 'POST', url: address('csv', TASKS), payload: TASKS });
  expect(answer.json()).toMatchObject({ errors: [{ message: 'There is no parameter `arguments` here.' }] });
});

test('too many rows are rejected before the first, by the limit of exports and not that of `metrics`', async () => {
  const users = { ...TASKS, groupBy: ['user_id'] }; // eleven users and the null user: twelve groups
  expect(await refusal(users)).toEqual({
    status: 400,
    errors: [{ code: 'RESULT_TOO_LARGE', message: 'The answer has more than 11 rows.' }],
  });
  expect(await refusal({ ...users, limit: 12 })).toEqual({
    status: 400,
    errors: [{ code: 'RESULT_TOO_LARGE', message: '`limit` is 12; at most 11 rows are returned at once.' }],
  });
  const page = async (more: Arguments) =>
    (await server.app.inject({ method: 'POST', url: '/export.ndjson', payload: { ...users, ...more } })).body.split(
      '\n',
    );
  const first = await page({ limit: 11 });
  expect(first).toHaveLength(11 + 1);
  expect([...first.slice(0, -1), ...(await page({ offset: 11 }))]).toHaveLength(12 + 1);
  expect(await page({ having: { tasks: { gt: 0 } }, offset: 1 })).toHaveLength(11 + 1);
});

test.each([
  [gatewayError('QUERY_TIMEOUT', { timeoutMs: 300_000, waited: false }), 504],
  [gatewayError('CANCELLED', {}), 503],
  [gatewayError('ENGINE_UNAVAILABLE', { engine: 'PostgreSQL', reason: 'the connection was lost' }), 503],
])('the status shows whether caller or server is at fault: %s', async (error, status) => {
  watch.before = () => {
    throw error;
  };
  expect(await refusal(TASKS)).toEqual({ status, errors: [{ code: error.code, message: error.message }] });
  watch.before = () => undefined;
});

test('a bug gives INTERNAL, and only the log shows its text', async () => {
  watch.before = () => {
    throw new Error('select * from secrets');
  };
  const answer = await server.app.inject(address('csv', TASKS));
  watch.before = () => undefined;
  expect([answer.statusCode, answer.json()]).toMatchObject([500, { errors: [{ extensions: { code: 'INTERNAL' } }] }]);
  expect(answer.body).not.toContain('secrets');
  expect(server.internal.splice(0)).toHaveLength(1);
});

test('a GET that a browser sends for a page of another site is refused', async () => {
  const statusFor = async (headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') =>
    (await server.app.inject({ method, url: address('csv', TASKS), headers })).statusCode;
  for (const site of ['cross-site', 'same-site', 'anything']) {
    expect([site, await statusFor({ 'sec-fetch-site': site })]).toEqual([site, 400]);
    expect(await statusFor({ 'sec-fetch-site': site }, 'HEAD')).toBe(400);
    expect(await statusFor({ 'sec-fetch-site': site, referer: 'https://other.example.com/' })).toBe(400);
    expect(await statusFor({ 'sec-fetch-site': site, referer: `${OURS}.other.example/` })).toBe(400);
  }
  expect(watch.statements).toEqual([]);
  // Accepted: a typed address, a page of the gateway itself, no browser, an allowed site, and a
  // script that passed a preflight.
  expect(await statusFor({ 'sec-fetch-site': 'none' })).toBe(200);
  expect(await statusFor({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await statusFor({})).toBe(200);
  expect(await statusFor({ 'sec-fetch-site': 'cross-site', referer: `${OURS}/board?x` })).toBe(200);
  expect(await statusFor({ 'sec-fetch-site': 'cross-site', 'apollo-require-preflight': 'true' })).toBe(200);
});

test('a POST that any page could send is rejected, and so is a compressed one', async () => {
  const statusFor = async (headers: Record<string, string>) =>
    (await server.app.inject({ method: 'POST', url: '/export.csv', payload: JSON.stringify(TASKS), headers }))
      .statusCode;
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    expect(await statusFor({ 'content-type': type })).toBe(415);
  }
  expect(await statusFor({ ...JSON_TYPE, 'content-encoding': 'gzip' })).toBe(415);
});

test('HEAD finds mistakes and runs nothing; other methods are rejected', async () => {
  const get = await server.app.inject({ method: 'GET', url: address('csv', TASKS) });
  expect(get.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="tasks_2026-03-02_2026-03-08.csv"',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  watch.statements.length = 0;
  const head = await server.app.inject({ method: 'HEAD', url: address('csv', TASKS) });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  for (const name of ['content-type', 'content-disposition', 'cache-control']) {
    expect(head.headers[name]).toBe(get.headers[name]);
  }
  const mistaken = await server.app.inject({ method: 'HEAD', url: address('csv', { ...TASKS, offset: -1 }) });
  expect(mistaken.statusCode).toBe(400);
  expect(watch.statements).toEqual([]);
  const put = await server.app.inject({ method: 'PUT', url: '/export.ndjson', payload: TASKS });
  expect([put.statusCode, put.headers['allow']]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
});
