import { liveServer, type LiveServer } from '../live/liveServer';
import { connectHttp, type McpClient } from './connect';
import { roleServer, type RoleServer } from './roleServer';

/** `/mcp` with the SDK's own client, over HTTP, on a real PostgreSQL. */
const AS_OF = '2026-03-12T09:30:00+08:00';
let server: LiveServer;
let mcp: McpClient;
beforeAll(async () => {
  server = await liveServer();
  mcp = await connectHttp(server.port);
});
afterAll(async () => {
  await mcp.close();
  await server.close();
});

test('the tools are listed with their arguments, and only read', async () => {
  const { tools } = await mcp.client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'find_metrics',
    'describe_metric',
    'list_values',
    'query_metrics',
    'explain_change',
    'retention',
    'funnel',
  ]);
  for (const { inputSchema, annotations, description } of tools) {
    expect(inputSchema.type).toBe('object');
    expect(annotations).toMatchObject({ readOnlyHint: true });
    expect(description!.length).toBeGreaterThan(40);
  }
  expect(mcp.client.getInstructions()).toContain('Never compute a metric from other numbers');
});

test('a metric is found by words of its label, in both languages', async () => {
  const { text } = await mcp.call('find_metrics', { search: 'weekly active' });
  expect(text).toContain('active_users_weekly |');
  expect((await mcp.call('find_metrics', { search: '周活' })).text).toContain('active_users_weekly');
  expect((await mcp.call('find_metrics', { search: 'zebra' })).text).toContain('No metric matches "zebra"');
  expect((await mcp.call('find_metrics')).text.split('\n').length).toBeGreaterThan(20);
});

test('a description has the formula, the caveats and a link', async () => {
  const { text } = await mcp.call('describe_metric', { metric: 'payment_conversion_rate' });
  expect(text).toContain('numerator: ');
  expect(text).toContain('adds up over groups: no');
  expect(text).toContain('dimensions: utm_source (');
  expect(text).toContain('dimensions that explain its change: ');
  expect(text).toContain(`/metrics/payment_conversion_rate`);
});

test('values of a dimension, as a filter wants them', async () => {
  const { text } = await mcp.call('list_values', { dimension: 'task_type' });
  expect(text).toMatch(/^task_type: .*\n("[a-z_]+".*\n?)+/);
});

test('numbers agree with GraphQL, by time, by group and compared', async () => {
  const range = { from: '2026-02-23', through: '2026-03-08' };
  const { text, isError } = await mcp.call('query_metrics', {
    metrics: ['tasks', 'task_error_rate'],
    range,
    grain: 'WEEK',
    compare: { previousPeriod: true },
    asOf: AS_OF,
  });
  expect(isError).toBe(false);
  const { data } = await server.ask(
    `{ metricSeries(select: [tasks, task_error_rate], range: { from: "2026-02-23", through: "2026-03-08" }, grain: WEEK,
        compare: { previousPeriod: true }, asOf: "${AS_OF}") {
        buckets { label } series { metric { key } formatted previousFormatted changesFormatted overall { formatted } } } }`,
  );
  const { buckets, series } = data!['metricSeries'];
  for (const one of series) {
    for (const [index, { label }] of buckets.entries()) {
      const cells = [one.previousFormatted[index] ?? '–', one.changesFormatted[index] ?? '–'];
      const value = one.formatted[index] ?? 'NO_DATA';
      expect(text).toContain([label, one.metric.key, value, ...cells].join(' | '));
    }
    expect(text).toContain(`whole range | ${one.metric.key} | ${one.overall.formatted} | `);
  }
});

test('groups beyond the top are one line, and the link leads to the same question', async () => {
  const { text } = await mcp.call('query_metrics', {
    metrics: ['tasks'],
    groupBy: ['task_type'],
    top: 1,
    range: { from: '2026-02-23', through: '2026-03-08' },
    where: { task_type: { in: ['text', 'image_text'] } },
    asOf: AS_OF,
  });
  expect(text).toMatch(/all others \| tasks \| \d+/);
  const link = /chart: (\S+)/.exec(text)![1]!;
  expect(new URL(link).origin).toBe(`http://127.0.0.1:${server.port}`);
  expect([...new URL(link).searchParams]).toEqual([
    ['metrics', 'tasks'],
    ['by', 'task_type'],
    ['range', '2026-02-23..2026-03-08'],
    ['task_type.is', 'text'],
    ['task_type.is', 'image_text'],
  ]);
});

test('a question that no address can say has no link', async () => {
  const { text } = await mcp.call('query_metrics', {
    metrics: ['tasks'],
    where: { or: [{ task_type: { eq: 'text' } }, { task_type: { isNull: true } }] },
    asOf: AS_OF,
  });
  expect(text).toContain('tasks | ');
  expect(text).not.toContain('chart:');
});

test('a bucket that is not over, and warnings, are said', async () => {
  const { text } = await mcp.call('query_metrics', {
    metrics: ['active_users_weekly'],
    range: { last: 1, unit: 'DAY', includeCurrent: true },
    grain: 'DAY',
    asOf: AS_OF,
  });
  expect(text).toContain('not over yet, so the number will change: ');
});

test('retention is a table of cohorts, with the rates of the API', async () => {
  const question = { cohort: 'new_registrations', returning: 'active_users_daily', period: 'WEEK', periods: 2 };
  const range = { from: '2026-02-23', to: '2026-03-16' };
  const { text, isError } = await mcp.call('retention', { ...question, range, groupBy: ['utm_source'], asOf: AS_OF });
  expect(isError).toBe(false);
  expect(text).toContain('cohort | utm_source | size | 0 | 1 | 2\n');
  const { data } = await server.ask(
    `{ retention(cohort: new_registrations, returning: active_users_daily, period: WEEK, periods: 2,
        range: { from: "2026-02-23", to: "2026-03-16" }, groupBy: [utm_source], asOf: "${AS_OF}") {
        cohorts { time { label } by { utm_source } size periods { formatted complete } } } }`,
  );
  const { cohorts } = data!['retention'] as { cohorts: readonly CohortAnswer[] };
  expect(cohorts.length).toBeGreaterThan(3);
  for (const { time, by, size, periods } of cohorts.filter((cohort) => cohort.size! > 0)) {
    const rates = periods
      .filter(({ formatted }) => formatted !== null)
      .map(({ formatted, complete }) => ` | ${formatted}${complete ? '' : '*'}`);
    expect(text).toContain(`${time.label} | ${by.utm_source ?? '(null)'} | ${size}${rates.join('')}`);
  }
  expect(text).toContain('\nall cohorts | ');
  expect(text).toContain('* not over yet');
  const wrong = await mcp.call('retention', { ...question, groupBy: ['utm_source } __typename x: by {'] });
  expect(wrong).toEqual({ isError: true, text: expect.stringContaining('is no dimension') });
  expect(await mcp.call('retention', { ...question, returning: 'tasks' })).toEqual({
    isError: true,
    text: expect.stringMatching(/^NOT_AN_AUDIENCE: [^]*hint: /),
  });
});

interface CohortAnswer {
  readonly time: { readonly label: string };
  readonly by: { readonly utm_source: string | null };
  readonly size: number | null;
  readonly periods: readonly { readonly formatted: string | null; readonly complete: boolean }[];
}

test('mistakes have a code and a hint', async () => {
  expect(await mcp.call('query_metrics', { metrics: ['taskz'] })).toEqual({
    isError: true,
    text: expect.stringMatching(/^[A-Z_]+: .*taskz[^]*tasks/),
  });
  expect(
    await mcp.call('query_metrics', { metrics: ['tasks'], range: { last: 3 }, where: { task_type: { eq: null } } }),
  ).toEqual({
    isError: true,
    text: expect.stringMatching(/^BAD_FILTER: .*\nhint: /),
  });
  expect(await mcp.call('describe_metric', {})).toMatchObject({ isError: true });
});

test('there is nothing to follow: GET and DELETE are not allowed', async () => {
  for (const method of ['GET', 'DELETE']) {
    const response = await fetch(`http://127.0.0.1:${server.port}/mcp`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  }
});

describe('with authentication', () => {
  let roles: RoleServer;
  beforeAll(async () => {
    roles = await roleServer(['new_registrations']);
  });
  afterAll(() => roles.close());

  test('nobody answers without a key', async () => {
    await expect(connectHttp(roles.server.port)).rejects.toThrow(/401|no token/i);
  });

  test('a role finds and asks what it may see, and no more', async () => {
    const one = await connectHttp(roles.server.port, { 'x-api-key': roles.narrow });
    const found = (await one.call('find_metrics')).text.split('\n').map((line) => line.split(' | ')[0]);
    expect(found).toEqual(['key', 'new_registrations']);
    expect(await one.call('query_metrics', { metrics: ['tasks'], asOf: AS_OF })).toMatchObject({ isError: true });
    const own = await one.call('query_metrics', { metrics: ['new_registrations'], range: FEBRUARY, asOf: AS_OF });
    const all = await connectHttp(roles.server.port, { 'x-api-key': roles.key });
    const whole = await all.call('query_metrics', { metrics: ['new_registrations'], range: FEBRUARY, asOf: AS_OF });
    expect([own.isError, whole.isError]).toEqual([false, false]);
    const numberIn = (text: string) => Number(/new_registrations \| (\d+)/.exec(text)![1]);
    expect(numberIn(own.text)).toBeGreaterThan(0);
    expect(numberIn(own.text)).toBeLessThan(numberIn(whole.text));
    await one.close();
    await all.close();
  });
});

const FEBRUARY = { from: '2026-01-01', through: '2026-03-11' };
