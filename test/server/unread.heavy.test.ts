import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { until } from '../eventually';
import { changedModel } from '../graphql/changedModel';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { ask, question } from './listeningServer';
import { spawnServer } from './spawnServer';

/**
 * A server goes on when nobody reads its output: its terminal is closed, or the log collector
 * restarts.
 */
let database: FreshDatabase;
let owner: Client;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  database = await productDatabase('none');
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  model = await changedModel('model.yaml', (text) => text);
});
afterAll(async () => {
  await model.remove();
  await owner.end();
  await database.drop();
});

/** The time when the server last sent a statement to the database. */
async function lastAsked(): Promise<string | null> {
  const { rows } = await owner.query<{ at: string | null }>(
    `select max(query_start)::text as at from pg_stat_activity
     where application_name = 'metergate' and datname = current_database()`,
  );
  return rows[0]!.at;
}

const version = async (url: string) => {
  const { data, errors } = await ask(url, '{ metricCatalog { version } }');
  expect(errors).toEqual([]);
  return data!['metricCatalog'].version as string;
};

test.each([
  ['standard output', ['stdout']],
  ['both', ['stdout', 'stderr']],
] as const)(
  'the server goes on when %s is closed',
  async (_, closed) => {
    const server = await spawnServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path, LOG_LEVEL: 'info' });
    const before = await version(server.url);
    for (const stream of closed) server.process[stream]!.destroy();
    // The server writes to both: the problems of an edit, the next reload, and a line for each
    // request.
    const file = path.join(model.path, 'model.yaml');
    const text = readFileSync(file, 'utf8');
    const missing = path.join(model.path, 'missing.yaml');
    const asked = await lastAsked();
    writeFileSync(missing, 'tables: { refund: { primaryKey: id, columns: { id: bigint } } }\n');
    // The server checks whether the database has the table, and then reports that it has not.
    await until(async () => (await lastAsked()) !== asked);
    if (closed.length === 1) await until(() => server.complaints().includes('refund'));
    rmSync(missing);
    writeFileSync(file, text.replace(/maxMetrics: \d+/, `maxMetrics: ${40 + closed.length}`));
    await until(async () => (await version(server.url)) !== before);
    expect((await ask(server.url, question(1))).errors).toEqual([]);
    expect(server.process.exitCode).toBeNull();
    expect(await server.stop()).toEqual([0, null]);
  },
  40_000,
);
