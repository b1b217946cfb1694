import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { pipeline, Readable, Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import type { Engine } from '../../src/engine/engine';
import { gatewayError } from '../../src/errors';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { address, exported, type Arguments } from './exporting';
import { DAYS, everyUserEveryDay, fillUsers } from './manyRows';

/** What does not come to its end: nobody takes it for an end, and nothing is left of it. */
const USERS = 8_000;
const LARGE: Arguments = { ...everyUserEveryDay, compare: { previousPeriod: true } };
const LATE_MS = 6_000;

/** After so many batches the connection to the database is lost; null: it is not. */
let lostAfter: number | null = null;
/** All rows are read before the first is given, so that the database is not waited for. */
let allAtOnce = false;
const losing = (engine: Engine): Engine => ({
  name: engine.name,
  dialect: engine.dialect,
  check: (registry) => engine.check(registry),
  changes: engine.changes,
  columns: () => engine.columns(),
  run: (...given) => engine.run(...given),
  close: () => engine.close(),
  async stream(...given) {
    const { count, batches } = await engine.stream(...given);
    if (allAtOnce) return { count, batches: Readable.from(await batches.toArray()) };
    if (lostAfter === null) return { count, batches };
    let left = lostAfter;
    const transform = (batch: unknown, _: unknown, done: (error: Error | null, batch?: unknown) => void) =>
      left-- > 0 ? done(null, batch) : done(lost);
    return { count, batches: pipeline(batches, new Transform({ objectMode: true, transform }), () => undefined) };
  },
});
const lost = gatewayError('ENGINE_UNAVAILABLE', { engine: 'PostgreSQL', reason: 'the connection was lost' });

let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
let owner: Client;
/** Has the tables to itself while a test wants a statement to wait. Not the one above: within a transaction that would see no news of sessions. */
let holder: Client;
let port: number;
beforeAll(async () => {
  model = await changedModel('model.yaml', (text) => text.replace('maxExportMs: 300000', `maxExportMs: ${LATE_MS}`));
  server = await gatewayServer({ model: model.path, through: losing });
  await fillUsers(server.url!, USERS);
  owner = new Client({ connectionString: server.url! });
  await owner.connect();
  holder = new Client({ connectionString: server.url! });
  await holder.connect();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = server.app.server.address() as AddressInfo);
}, 60_000);
afterAll(async () => {
  await owner.end();
  await holder.end();
  await server.close();
  await model.remove();
});
afterEach(async () => {
  lostAfter = null;
  allAtOnce = false;
  server.internal.length = 0;
  await until(async () => (await sessions()).length === 0);
});

const OF_AN_EXPORT = `datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
  and query ~* '(from|declare) export'`;

/** The states of the sessions that an export holds at the server. */
async function sessions(): Promise<string[]> {
  const { rows } = await owner.query<{ state: string }>(`select state from pg_stat_activity where ${OF_AN_EXPORT}`);
  return rows.map(({ state }) => state);
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await pause(50);
  }
  throw new Error('It has not come to that.');
}

/** An answer of which nothing has been read yet. */
async function begun(given: Arguments, encoding = 'identity'): Promise<[IncomingMessage, ClientRequest]> {
  const headers = { 'accept-encoding': encoding };
  const sent = request({ host: '127.0.0.1', port, path: address('csv', given), headers, agent: false });
  // What goes wrong after the head is told to who reads the answer.
  sent.once('response', () => sent.on('error', () => undefined));
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return [answer, sent];
}

/** Reads what comes. `whole`: it ended as HTTP has it. */
async function readAll(answer: IncomingMessage): Promise<{ bytes: Buffer; whole: boolean; error: unknown }> {
  const chunks: Buffer[] = [];
  let error: unknown = null;
  try {
    for await (const chunk of answer) chunks.push(chunk as Buffer);
  } catch (caught) {
    error = caught;
  }
  return { bytes: Buffer.concat(chunks), whole: answer.complete, error };
}

const lines = (bytes: Buffer) => bytes.toString().split('\n').length - 1;

test('what comes to its end is whole, compressed or not', async () => {
  const small = { ...everyUserEveryDay, limit: 3_000 };
  const plain = await readAll((await begun(small))[0]);
  expect([plain.whole, lines(plain.bytes)]).toEqual([true, 3_001]);
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const [answer] = await begun(small, encoding);
    expect([answer.headers['content-encoding'], answer.headers['vary']]).toEqual([encoding, 'accept-encoding']);
    const { bytes, whole } = await readAll(answer);
    expect([whole, bytes.length < plain.bytes.length / 3]).toEqual([true, true]);
    expect(unpack(bytes).equals(plain.bytes)).toBe(true);
  }
  expect(server.internal).toEqual([]);
});

test('the database goes away under it: the client sees a broken connection, the log says why', async () => {
  const [answer] = await begun(LARGE);
  answer.read(0);
  await until(async () => (await sessions()).includes('idle in transaction'));
  // Whatever it does by now: between two looks it may have gone on to the next rows.
  const { rows } = await owner.query<{ ended: boolean }>(
    `select pg_terminate_backend(pid, 5000) as ended from pg_stat_activity where ${OF_AN_EXPORT}`,
  );
  expect(rows).toEqual([{ ended: true }]);
  const { bytes, whole, error } = await readAll(answer);
  expect([whole, error]).toEqual([false, expect.objectContaining({ code: 'ECONNRESET' })]);
  expect(lines(bytes)).toBeLessThan(USERS * DAYS);
  expect(server.internal).toMatchObject([{ code: 'ENGINE_UNAVAILABLE' }]);
  // The next one finds another connection.
  expect(await exported(server, 'csv', { ...everyUserEveryDay, limit: 1 })).toMatch(/^time.*\n2026.*\n$/);
});

test.each(['identity', 'gzip', 'br'])('whatever it is written in: %s', async (encoding) => {
  lostAfter = 40;
  // What is on its way is lost with the connection, and may be the head too.
  const reading = begun(everyUserEveryDay, encoding).then(async ([answer]) => {
    expect(answer.statusCode).toBe(200);
    const { whole, error } = await readAll(answer);
    expect(whole).toBe(false);
    throw error;
  });
  await expect(reading).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(server.internal).toEqual([lost]);
});

test('a client of HTTP/1.0, for which an answer ends with its connection, sees that this is no end', async () => {
  const ask = async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${address('csv', everyUserEveryDay)} HTTP/1.0\r\nhost: x\r\n\r\n`);
    let read = 0;
    for await (const chunk of socket) read += (chunk as Buffer).length;
    return read;
  };
  expect(await ask()).toBeGreaterThan(USERS * DAYS * 50);
  lostAfter = 40;
  await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a client that leaves while rows are sent, or before there are any: nothing runs on, and nobody is told', async () => {
  const [, sent] = await begun(LARGE);
  await until(async () => (await sessions()).includes('idle in transaction'));
  sent.destroy();
  await until(async () => (await sessions()).length === 0);

  await holder.query('begin; lock table task_generate_log in access exclusive mode');
  const early = request({ host: '127.0.0.1', port, path: address('csv', LARGE), agent: false });
  early.on('error', () => undefined).end();
  await until(async () => (await sessions()).includes('active'));
  early.destroy();
  await until(async () => (await sessions()).length === 0);
  await holder.query('rollback');
  expect(server.internal).toEqual([]);
});

test('others are answered meanwhile, and the next export waits for its turn', async () => {
  const [first, sent] = await begun(LARGE);
  first.read(0);
  const next = exported(server, 'csv', { ...everyUserEveryDay, limit: 1 });
  const { data } = await server.ask(
    '{ metrics(range: { from: "2026-03-02", to: "2026-03-03" }) { rows { values { tasks } } } }',
  );
  expect(data).toEqual({ metrics: { rows: [{ values: { tasks: 8 } }] } });
  expect(await sessions()).toHaveLength(1);
  sent.destroy();
  expect(await next).toMatch(/^time.*\n2026.*\n$/);
});

test('time is up before there are rows: an error like any other', async () => {
  await holder.query('begin; lock table task_generate_log in access exclusive mode');
  const answer = await server.app.inject(address('csv', LARGE));
  await holder.query('rollback');
  expect([answer.statusCode, answer.json()]).toMatchObject([
    504,
    {
      errors: [
        { message: `The query took longer than ${LATE_MS} ms and was stopped.`, extensions: { code: 'QUERY_TIMEOUT' } },
      ],
    },
  ]);
});

test.each([
  ['while the database has rows', false],
  ['that has all of them left to read', true],
])('time is up for a client that does not read on, %s', async (_name, isRead) => {
  allAtOnce = isRead;
  const [answer] = await begun(LARGE);
  await until(() => server.internal.length > 0);
  expect(server.internal).toMatchObject([{ code: 'QUERY_TIMEOUT' }]);
  const { whole, error } = await readAll(answer);
  expect([whole, error]).toEqual([false, expect.objectContaining({ code: 'ECONNRESET' })]);
});
