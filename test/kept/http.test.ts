import type { LightMyRequestResponse } from 'fastify';
import { Client } from 'pg';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { changedModel } from '../graphql/changedModel';

/** Kept answers as clients meet them: ages, tags, and answers that were not changed. */
let server: GatewayServer;
let writer: Client;
beforeAll(async () => {
  const model = await changedModel('model.yaml', (text) => text.replace('limits:', 'limits:\n  maxAgeMs: 60000'));
  server = await gatewayServer({ model: model.path, keptBytes: 16 * 1024 * 1024 });
  writer = new Client({ connectionString: server.url! });
  await writer.connect();
});
afterAll(async () => {
  await writer.end();
  await server.close();
});

const commit = () =>
  writer.query('CREATE TABLE IF NOT EXISTS noise (at timestamptz); INSERT INTO noise VALUES (now())');

interface Cached {
  readonly asOf: string;
  readonly cache: { readonly status: string; readonly reason: string | null; readonly maxAgeMs: number };
}

const QUERY = (range: string) =>
  `{ metrics(range: ${range}, grain: DAY) { rows { values { tasks } } meta { asOf cache { status reason maxAgeMs } } } }`;
const WEEK = QUERY('{ from: "2026-03-01", to: "2026-03-08" }');
const MONTH = QUERY('{ from: "2026-03-01", to: "2026-04-01" }');
const QUARTER = QUERY('{ from: "2026-01-01", to: "2026-04-01" }');

async function asked(query: string, cacheControl?: string): Promise<Cached> {
  const { body } = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query },
    headers: { ...(cacheControl !== undefined && { 'cache-control': cacheControl }) },
  });
  const { data } = JSON.parse(body) as { data: { metrics: { meta: Cached } } };
  return data.metrics.meta;
}

test('within the age that the registry allows, an answer is used although rows were written, and says its age', async () => {
  const first = await asked(WEEK);
  expect(first.cache).toEqual({ status: 'MISS', reason: null, maxAgeMs: 0 });
  await commit();
  const second = await asked(WEEK, 'max-age=50');
  expect(second).toMatchObject({ asOf: first.asOf, cache: { status: 'HIT', reason: null } });
  expect(second.cache.maxAgeMs).toBeGreaterThanOrEqual(0);
  expect(second.cache.maxAgeMs).toBeLessThanOrEqual(50_000);
});

test('a request lowers the age: with no-cache and max-age=0 no answer is older than the data', async () => {
  await asked(MONTH);
  for (const lowered of ['no-cache', 'max-age=0', 'max-age=30, no-cache', 'no-store']) {
    await commit();
    expect((await asked(MONTH, lowered)).cache.status).toBe('MISS');
  }
});

async function got(query: string, tag?: string): Promise<LightMyRequestResponse> {
  return server.app.inject({
    method: 'GET',
    url: `/graphql?query=${encodeURIComponent(query)}`,
    headers: { 'apollo-require-preflight': 'true', ...(tag !== undefined && { 'if-none-match': tag }) },
  });
}

test('a GET has a tag, and is answered by 304 while it has the same answer', async () => {
  const first = await got(QUARTER);
  expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'private, no-cache']);
  expect(first.headers['vary']).toMatch(/authorization/);
  // The second says that it was kept, so it is another text.
  const second = await got(
    '{ metrics(range: { from: "2026-01-01", to: "2026-02-01" }) { rows { values { tasks } } } }',
  );
  const tag = String(second.headers['etag']);
  const third = await server.app.inject({
    method: 'GET',
    url: `/graphql?query=${encodeURIComponent('{ metrics(range: { from: "2026-01-01", to: "2026-02-01" }) { rows { values { tasks } } } }')}`,
    headers: { 'apollo-require-preflight': 'true', 'if-none-match': `W/${tag}, "other"` },
  });
  expect([third.statusCode, third.body]).toEqual([304, '']);
  expect((await got(QUARTER, '"other"')).statusCode).toBe(200);
});

test('an answer with errors has no tag, and a POST is not kept by browsers', async () => {
  const failed = await got(
    '{ metrics(range: { from: "2026-03-08", to: "2026-03-01" }) { rows { values { tasks } } } }',
  );
  expect(failed.headers['etag']).toBeUndefined();
  expect(failed.headers['cache-control']).toBe('no-store');
  const posted = await server.app.inject({ method: 'POST', url: '/graphql', payload: { query: WEEK } });
  expect(posted.headers['etag']).toBeUndefined();
  expect(posted.headers['cache-control']).toBe('no-store');
});

const EXPORT = { select: ['tasks'], range: { from: '2026-03-01', to: '2026-03-08' }, grain: 'DAY' };

async function exported(tag?: string): Promise<LightMyRequestResponse> {
  return server.app.inject({
    method: 'GET',
    url: `/export.csv?arguments=${encodeURIComponent(JSON.stringify(EXPORT))}`,
    headers: { ...(tag !== undefined && { 'if-none-match': tag }) },
  });
}

test('an export is not sent again while no row has changed, and is after a commit', async () => {
  // Other test files write to the same server, and every commit counts.
  for (;;) {
    const first = await exported();
    expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    const again = await exported(String(first.headers['etag']));
    if (again.statusCode !== 304) continue;
    expect(again.body).toBe('');
    await commit();
    const changed = await exported(String(again.headers['etag']));
    expect([changed.statusCode, changed.body]).toEqual([200, first.body]);
    return;
  }
});
