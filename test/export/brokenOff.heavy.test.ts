import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { pipeline, Readable, Transform } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import type { Engine } from '../../src/engine/engine';
import { gatewayError } from '../../src/errors';
import { until } from '../eventually';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { address, exported, type Arguments } from './exporting';
import { DAYS, everyUserEveryDay, fillUsers } from './manyRows';

/** Exports that do not finish: no client takes them for complete, and nothing is left of them. */
const USERS = 8_000;
const LARGE: Arguments = { ...everyUserEveryDay, compare: { previousPeriod: true } };
const LATE_MS = 6_000;

/** The connection to the database is lost after this many batches; null: it is kept. */
let lostAfter: number | null = null;
/** Reads all rows before it returns the first, so that nothing waits for the database. */
let allAtOnce = false;
const losing = (engine: Engine): Engine => ({
  name: engine.name,
  dialect: engine.dialect,
  check: (registry) => engine.check(registry),
  ping: (milliseconds) => engine.ping(milliseconds),
  changes: engine.changes,
  snapshot: null,
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
let owner: Client;
/**
 * Locks tables while a test wants a statement to wait. `owner` cannot: in a transaction its view of
 * sessions is frozen.
 */
let holder: Client;
let port: number;
beforeAll(async () => {
  server = await gatewayServer({ through: losing });
  await fillUsers(server.url!, USERS);
  owner = new Client({ connectionString: server.url! });
  await owner.connect();
  holder = new Client({ connectionString: server.url! });
  await holder.connect();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = server.app.server.address() as AddressInfo);
});
afterAll(async () => {
  await owner.end();
  await holder.end();
  await server.close();
});
afterEach(async () => {
  lostAfter = null;
  allAtOnce = false;
  server.internal.length = 0;
  await until(async () => (await sessions()).length === 0);
});

const OF_AN_EXPORT = `datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
  and query ~* '(from|declare) export'`;

/** The states of the sessions that exports use at the server. */
async function sessions(): Promise<string[]> {
  const { rows } = await owner.query<{ state: string }>(`select state from pg_stat_activity where ${OF_AN_EXPORT}`);
  return rows.map(({ state }) => state);
}

/** A response whose body nobody has read yet. */
async function begun(given: Arguments, encoding = 'identity', to = port): Promise<[IncomingMessage, ClientRequest]> {
  const headers = { 'accept-encoding': encoding };
  const sent = request({ host: '127.0.0.1', port: to, path: address('csv', given), headers, agent: false });
  // An error after the head reaches the reader of the body.
  sent.once('response', () => sent.on('error', () => undefined));
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return [answer, sent];
}

/** Reads the rest of a response. `whole`: it ended as HTTP requires. */
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

test('a finished export is complete, compressed or not', async () => {
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

test('if the database goes away, the client gets a broken connection and the log says why', async () => {
  const [answer] = await begun(LARGE);
  answer.read(0);
  await until(async () => (await sessions()).includes('idle in transaction'));
  // Any state: it may have gone on to the next rows since the last look.
  const { rows } = await owner.query<{ ended: boolean }>(
    `select pg_terminate_backend(pid, 5000) as ended from pg_stat_activity where ${OF_AN_EXPORT}`,
  );
  expect(rows).toEqual([{ ended: true }]);
  const { bytes, whole, error } = await readAll(answer);
  expect([whole, error]).toEqual([false, expect.objectContaining({ code: 'ECONNRESET' })]);
  expect(lines(bytes)).toBeLessThan(USERS * DAYS);
  expect(server.internal).toMatchObject([{ code: 'ENGINE_UNAVAILABLE' }]);
  // The next export gets another connection.
  expect(await exported(server, 'csv', { ...everyUserEveryDay, limit: 1 })).toMatch(/^time.*\n2026.*\n$/);
});

test.each(['identity', 'gzip', 'br'])(
  'a lost database breaks the connection in every encoding: %s',
  async (encoding) => {
    lostAfter = 40;
    // Sent bytes are lost with the connection, and may include the head.
    const reading = begun(everyUserEveryDay, encoding).then(async ([answer]) => {
      expect(answer.statusCode).toBe(200);
      const { whole, error } = await readAll(answer);
      expect(whole).toBe(false);
      throw error;
    });
    await expect(reading).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.internal).toEqual([lost]);
  },
);

test('a client of HTTP/1.0, whose answers end with the connection, sees that the export broke off', async () => {
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

test('a client that leaves, before or during the rows, ends its statement and logs nothing', async () => {
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

test('other queries are answered during an export, and the next export waits for its turn', async () => {
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

describe('an export past its deadline', () => {
  let late: GatewayServer;
  let model: { path: string; remove(): Promise<void> };
  let latePort: number;
  beforeAll(async () => {
    model = await changedModel('model.yaml', (text) => text.replace('maxExportMs: 300000', `maxExportMs: ${LATE_MS}`));
    late = await gatewayServer({ model: model.path, through: losing });
    await fillUsers(late.url!, USERS);
    await late.app.listen({ host: '127.0.0.1', port: 0 });
    latePort = (late.app.server.address() as AddressInfo).port;
  });
  afterEach(() => (late.internal.length = 0));
  afterAll(async () => {
    await late.close();
    await model.remove();
  });

  test('gets an ordinary error before the first row', async () => {
    const other = new Client({ connectionString: late.url! });
    await other.connect();
    await other.query('begin; lock table task_generate_log in access exclusive mode');
    const answer = await late.app.inject(address('csv', LARGE));
    await other.end();
    const message = `The query took longer than ${LATE_MS} ms and was stopped.`;
    expect([answer.statusCode, answer.json()]).toMatchObject([
      504,
      { errors: [{ message, extensions: { code: 'QUERY_TIMEOUT' } }] },
    ]);
  });

  test.each([
    ['while the database has rows', false],
    ['that has all of them left to read', true],
  ])('breaks the connection of a client that stops reading, %s', async (_name, isRead) => {
    allAtOnce = isRead;
    const [answer] = await begun(LARGE, 'identity', latePort);
    await until(() => late.internal.length > 0);
    expect(late.internal).toMatchObject([{ code: 'QUERY_TIMEOUT' }]);
    const { whole, error } = await readAll(answer);
    expect([whole, error]).toEqual([false, expect.objectContaining({ code: 'ECONNRESET' })]);
  });
});
