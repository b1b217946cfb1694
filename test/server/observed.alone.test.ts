import { address } from '../export/exporting';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { logger } from '../../src/server/observe/log';

/** The server as operators see it: its log, its figures, and whether it is ready. */
const lines: Record<string, unknown>[] = [];
const log = logger('info', { write: (line) => void lines.push(JSON.parse(line)) });
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer({ http: { observing: { log, slowMs: 0, isTraced: false } } });
});
afterAll(async () => {
  await server.close();
  // The log contains no filter value and no credentials.
  expect(JSON.stringify(lines)).not.toContain(SECRET);
});

const SECRET = 'nobody-should-read-this';
const QUERY = `query Board($where: MetricDimensionFilter) {
  metrics(range: { from: "2026-03-02", to: "2026-03-09" }, groupBy: [utm_source], where: $where) { rows { values { tasks } } }
}`;
const variables = { where: { or: [{ utm_source: { eq: SECRET } }, { utm_source: { eq: 'Direct' } }] } };

async function ask(headers: Record<string, string> = {}, query = QUERY) {
  const payload = { query, variables };
  return server.app.inject({ method: 'POST', url: '/graphql', payload, headers });
}

test('the log has a line for each request, with the id that the client gets, and slow statements with plans', async () => {
  const given = await ask({ 'x-request-id': 'from-the-proxy:1', authorization: `Bearer ${SECRET}` });
  expect(given.headers['x-request-id']).toBe('from-the-proxy:1');
  const own = await ask({ 'x-request-id': 'not an id\u0001' });
  expect(own.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  const [slow, answered] = lines.filter(({ request }) => request === 'from-the-proxy:1');
  expect(slow).toMatchObject({
    msg: 'slow statement',
    engine: 'postgresql',
    metrics: ['tasks'],
    scans: [expect.stringMatching(/^task_generate_log by created_at/)],
    sql: expect.stringContaining('$1'),
  });
  expect(answered).toMatchObject({
    msg: 'request answered',
    method: 'POST',
    path: '/graphql',
    status: 200,
    statements: 1,
    metrics: ['tasks'],
  });
});

test('the log names the codes of errors', async () => {
  await ask({ 'x-request-id': 'wrong' }, QUERY.replace('2026-03-09', '2026-03-01'));
  expect(lines.find(({ request }) => request === 'wrong')).toMatchObject({ status: 200, codes: ['BAD_RANGE'] });
  await server.app.inject({ method: 'PUT', url: '/graphql', headers: { 'x-request-id': 'put' } });
  expect(lines.find(({ request }) => request === 'put')).toMatchObject({ status: 405, codes: ['METHOD_NOT_ALLOWED'] });
});

test('the figures for Prometheus have metrics, codes and engines as labels, and nothing that clients invent', async () => {
  await server.app.inject({ method: 'GET', url: '/made-up' });
  const { statusCode, headers, body } = await server.app.inject({ method: 'GET', url: '/metrics' });
  expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
  expect(body).toMatch(/^metergate_metric_queries_total\{metric="tasks"\} 2$/m);
  expect(body).toMatch(/^metergate_errors_total\{code="BAD_RANGE"\} 1$/m);
  expect(body).toMatch(/^metergate_errors_total\{code="METHOD_NOT_ALLOWED"\} 1$/m);
  expect(body).toMatch(/^metergate_statement_seconds_count\{engine="postgresql",code="OK"\} 2$/m);
  expect(body).toMatch(/^metergate_request_seconds_count\{route="\/graphql",status="200"\} 3$/m);
  expect(body).toMatch(/^metergate_request_seconds_count\{route="none",status="404"\} 1$/m);
  expect(body).toMatch(/^metergate_requests_open 1$/m);
  expect(body).toMatch(/^metergate_process_resident_memory_bytes \d/m);
  expect(body).not.toContain('made-up');
});

test('the figures have the size of everything that is kept', async () => {
  await ask();
  const { body } = await server.app.inject({ method: 'GET', url: '/metrics' });
  const sizes = Object.fromEntries(
    [...body.matchAll(/^(metergate_[a-z_]+(?:\{cache="[a-z_]+"\})?) (\d+)$/gm)].map(([, name, value]) => [
      name,
      Number(value),
    ]),
  );
  expect(sizes).toMatchObject({
    metergate_subscriptions: 0,
    metergate_subscription_bytes: 0,
    metergate_websockets_open: 0,
    metergate_event_streams_open: 0,
    metergate_accounts: 1,
    metergate_answer_fields: 0,
    metergate_statements_waiting: 0,
    metergate_statements_running: 0,
    'metergate_cache_entries{cache="first_rows"}': 0,
    'metergate_cache_entries{cache="data_ends"}': 0,
    'metergate_cache_entries{cache="number_formats"}': expect.any(Number),
    'metergate_cache_entries{cache="zones"}': expect.any(Number),
    'metergate_cache_entries{cache="documents"}': expect.any(Number),
  });
});

test('an export counts as a statement once its rows are counted', async () => {
  const range = { from: '2026-03-02', to: '2026-03-09' };
  const url = address('csv', { select: ['tasks', 'adoptions'], range, groupBy: ['task_type'] });
  const { statusCode } = await server.app.inject({ method: 'GET', url, headers: { 'x-request-id': 'export' } });
  const [slow, answered] = lines.filter(({ request }) => request === 'export');
  expect([statusCode, slow, answered]).toMatchObject([
    200,
    { msg: 'slow statement', metrics: ['tasks', 'adoptions'] },
    { msg: 'request answered', statements: 1 },
  ]);
});

test('preflight requests do not lower the number of open requests', async () => {
  const open = await gatewayServer({
    http: { corsOrigins: 'any', observing: { log, slowMs: 60_000, isTraced: false } },
  });
  const headers = { origin: 'https://other.example.com', 'access-control-request-method': 'POST' };
  for (let index = 0; index < 3; index++) await open.app.inject({ method: 'OPTIONS', url: '/graphql', headers });
  const { body } = await open.app.inject({ method: 'GET', url: '/metrics' });
  expect(body).toMatch(/^metergate_requests_open 1$/m);
  await open.close();
});

test('the server is ready while the database answers', async () => {
  const { statusCode, body } = await server.app.inject({ method: 'GET', url: '/readyz' });
  expect([statusCode, JSON.parse(body)]).toEqual([200, { status: 'ready' }]);
});

test('the server is not ready when the database is gone', async () => {
  const gone = await gatewayServer();
  await gone.engine.close();
  const { statusCode, body } = await gone.app.inject({ method: 'GET', url: '/readyz' });
  expect([statusCode, JSON.parse(body).status]).toEqual([503, 'not ready']);
  await gone.close();
});
