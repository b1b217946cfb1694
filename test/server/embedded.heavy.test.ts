import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { ask, refused, startServer } from './startServer';

/**
 * `npm start` with nothing installed and nothing set but the data directory. The tests run in
 * order.
 */
const ROOT = path.join(__dirname, '../..');
const COUNTS = `{ metrics(range: { last: 30, unit: DAY }, asOf: "${new Date().toISOString()}") {
  rows { values { tasks new_registrations adoptions revenue_mrr new_paying_users } }
} }`;

let directory: { path: string; remove(): Promise<void> };
let child: ChildProcess | undefined;
let first: unknown;
beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await directory.remove();
});

test('the first start makes tables and demo data that ends today, and says what to do next', async () => {
  const server = await startServer({ DATA_DIRECTORY: directory.path });
  const said = server.said.join('\n');
  expect(said).toContain('Making demo data (a few seconds) …');
  expect(said).toMatch(/ [\d,]+ in user, .* in task_generate_log/);
  expect(said).toContain(
    `Metergate is ready: 49 metrics, 6 dimensions (embedded PostgreSQL in ${directory.path}, demo data)`,
  );
  expect(said).toContain(`${server.url}/graphql\n`);
  expect(said).toContain(`${server.url}/graphiql\n`);

  const health = await fetch(`${server.url}/healthz`);
  expect(await health.json()).toEqual({ status: 'ok', engine: 'embedded', registryVersion: expect.any(String) });
  first = await ask(server.url, COUNTS);
  expect(first).toMatchObject({ data: { metrics: { rows: [{ values: { tasks: expect.any(Number) } }] } } });
  const [{ values }] = (first as { data: { metrics: { rows: [{ values: Record<string, number> }] } } }).data.metrics
    .rows;
  for (const [metric, value] of Object.entries(values)) expect([metric, value > 0]).toEqual([metric, true]);

  // The example in the welcome text works as printed.
  const body = /-d '(\{.*\})'/.exec(said)![1]!;
  const { data, errors } = await ask(server.url, (JSON.parse(body) as { query: string }).query);
  expect(errors).toBeUndefined();
  expect(data.metrics.rows).toHaveLength(7);

  // Two processes on one directory would destroy it.
  expect(await refused({ DATA_DIRECTORY: directory.path })).toMatch(
    /^The embedded database cannot be reached: process \d+ \(this one\) uses the directory .*; stop it, or choose another directory\.\nThe embedded database is in /,
  );
  expect(server.complained).toEqual([]);
  await server.close();
});

test('the second start keeps the data, and Ctrl-C ends it at once with exit code 0', async () => {
  const env = { ...process.env, DATA_DIRECTORY: directory.path, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '' };
  child = spawn(process.execPath, ['bin/metergate.cjs', 'serve'], { cwd: ROOT, env });
  const exit = once(child, 'exit');
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child!.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl-C stops the server.')) resolve();
    });
    child!.once('exit', () => reject(new Error(said)));
  });
  expect(said).not.toContain('demo data (a few seconds)');
  const url = /GraphQL +(http:\S+)\/graphql/.exec(said)![1]!;
  expect(await ask(url, COUNTS)).toEqual(first);

  child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
  expect(said).toContain('Stopping …');
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});
