import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { until } from '../eventually';
import { callCli } from '../cli/callCli';
import { productDatabase } from '../postgres/productDatabase';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { ask, startServer, type StartedServer } from './startServer';

// `metergate cache`, and the questions of dashboards that the gateway asks before people do.

let database: FreshDatabase;
let directory: string;
let server: StartedServer;
const DASHBOARD = {
  title: 'Few',
  range: { last: 7, unit: 'day' },
  grain: 'day',
  sections: [
    {
      title: 'All',
      tiles: [
        { metrics: ['tasks'], picture: 'line' },
        { metrics: ['adoptions'], picture: 'number' },
        { metrics: ['tasks'], groupBy: ['utm_source'], picture: 'stacked' },
      ],
    },
  ],
};
beforeAll(async () => {
  database = await productDatabase();
  directory = mkdtempSync(path.join(tmpdir(), 'metergate-cache-'));
  writeFileSync(path.join(directory, 'few.yaml'), stringify(DASHBOARD));
  server = await startServer({ DATABASE_URL: database.url, DASHBOARDS_DIRECTORY: directory });
});
afterAll(async () => {
  await server.close();
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

async function figure(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1] ?? 0);
}

const WARMED = 'metergate_warmed_questions_total{result="OK"}';

test("the console's first question of a dashboard has its answer already", async () => {
  await until(async () => (await figure(WARMED)) >= 2);
  expect(await figure('metergate_warmed_questions_total{result="FAILED"}')).toBe(0);
  const asked = async () => {
    const { data } = await ask(
      server.url,
      `{ metricSeries(select: [tasks, adoptions], range: { last: 7, unit: DAY }, grain: DAY) {
           series { values overall { value } } meta { cache { status } }
         } }`,
    );
    return (data as { metricSeries: { meta: { cache: { status: string } } } }).metricSeries.meta.cache.status;
  };
  // Other test files write to the same server, and every commit counts.
  let turns = 1;
  while ((await asked()) !== 'HIT') {
    const before = await figure(WARMED);
    expect(await callCli(['cache', 'clear', '--url', server.url])).toMatchObject({ code: 0 });
    await callCli(['cache', 'warm', '--url', server.url]);
    await until(async () => (await figure(WARMED)) >= before + 2);
    turns += 1;
  }
  expect(turns).toBeGreaterThan(0);
});

test('cache clear forgets the answers, and says how many', async () => {
  await ask(server.url, '{ metrics(range: { from: "2026-03-02", to: "2026-03-09" }) { rows { values { tasks } } } }');
  const { code, told } = await callCli(['cache', 'clear', '--url', server.url]);
  expect([code, told]).toEqual([
    0,
    expect.stringMatching(/^Forgot [1-9]\d* answers and the numbers of \d+ buckets\.\n$/),
  ]);
  expect(await figure('metergate_cache_entries{cache="answers"}')).toBe(0);
});

test('a page of another site, and a client behind a proxy, are no operators', async () => {
  const sent = async (headers: Record<string, string>) => {
    const response = await fetch(`${server.url}/cache/clear`, { method: 'POST', headers });
    return response.status;
  };
  expect(await sent({})).toBe(400);
  expect(await sent({ 'metergate-operator': '1', 'x-forwarded-for': '192.0.2.7' })).toBe(403);
  expect(await sent({ 'metergate-operator': '1' })).toBe(200);
});

test('with authentication, only a key of an operator may clear; without warming, nothing warms', async () => {
  const [operator, reader] = [newKey(), newKey()];
  const file = path.join(directory, 'keys.yml.txt');
  writeFileSync(
    file,
    stringify({
      keys: [
        { name: 'operator', sha256: hashOf(operator), operator: true },
        { name: 'reader', sha256: hashOf(reader) },
      ],
    }),
  );
  const closed = await startServer({ DATABASE_URL: database.url, API_KEYS_FILE: file, WARM_DASHBOARDS: '0' });
  try {
    const call = (action: string, key: string) =>
      callCli(['cache', action, '--url', closed.url], { METERGATE_KEY: key });
    expect(await call('clear', operator)).toMatchObject({ code: 0 });
    expect(await call('clear', reader)).toMatchObject({
      code: 1,
      told: expect.stringContaining('Only an operator may do this.') as string,
    });
    expect(await call('clear', '')).toMatchObject({ code: 1 });
    expect(await call('warm', operator)).toMatchObject({
      code: 1,
      told: expect.stringContaining('WARM_DASHBOARDS') as string,
    });
  } finally {
    await closed.close();
  }
  expect(await callCli(['cache', 'clear', '--url', closed.url])).toMatchObject({ code: 3 });
});
