import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { openEmbedded, type EmbeddedDatabase } from '../../src/engine/embedded/open';
import { forItself } from '../../src/engine/asker';
import type { Engine, EngineRow, StreamedRows } from '../../src/engine/engine';
import { gatewayError } from '../../src/errors';
import { openPostgres } from '../../src/engine/postgres/open';
import type { Parameter } from '../../src/sql/statement';
import { until } from '../eventually';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { ask } from './engineBehaviour';
import { temporaryDirectory } from './temporaryDirectory';

/** Streamed statements: rows are read from the database as the reader takes them. */
let database: FreshDatabase;
let owner: Client;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let embedded: EmbeddedDatabase;
const engines = new Map<string, Engine>();

beforeAll(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('CREATE SEQUENCE numbers');
  engines.set('postgresql', await openPostgres(database.url, { connections: 2 }));
  directory = await temporaryDirectory();
  embedded = await openEmbedded(directory.path);
  const writer = new Client({ stream: embedded.stream, user: 'postgres', database: 'postgres', ssl: false });
  await writer.connect();
  await writer.query('CREATE SEQUENCE numbers');
  await writer.end();
  engines.set('embedded', embedded.engine);
});

afterAll(async () => {
  await engines.get('postgresql')?.close();
  await owner.end();
  await database.drop();
  await embedded.close();
  await directory.remove();
});

interface Options {
  readonly parameters?: readonly Parameter[];
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

function stream(engine: Engine, text: string, options: Options = {}): Promise<StreamedRows> {
  const { parameters = [], deadlineMs = 20_000, signal = new AbortController().signal } = options;
  const asker = { ...forItself(deadlineMs), client: 'exporter' };
  const leave = () => asker.deadline.callOff(gatewayError('CANCELLED', {}));
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  return engine.stream({ text, parameters }, asker);
}

async function all(batches: Readable): Promise<EngineRow[][]> {
  const read: EngineRow[][] = [];
  for await (const batch of batches) read.push(batch as EngineRow[]);
  return read;
}

/** The states of the gateway's connections at the server. */
async function states(part: string): Promise<string[]> {
  const text = `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1`;
  return (await owner.query<{ state: string }>(text, [`%${part}%`])).rows.map(({ state }) => state);
}

const SERIES = 'SELECT n, n * $1::numeric, $2::text FROM generate_series(1, $3::int) AS n ORDER BY n';
const LARGE = 'SELECT n, repeat(md5(n::text), 10) FROM generate_series(1, 50000) AS n ORDER BY n';
const CROSS_JOIN = 'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b';

describe.each(['postgresql', 'embedded'])('engine %s', (name) => {
  const engine = () => engines.get(name)!;

  test.each([0, 1, 999, 1_000, 1_001, 2_500])(
    '%i rows arrive complete, and their number is known before the first',
    async (rows) => {
      const { count, batches } = await stream(engine(), SERIES, { parameters: ['1.5', null, rows] });
      const read = (await all(batches)).flat();
      expect([count, read.length]).toEqual([rows, rows]);
      expect(read.at(0)).toEqual(rows === 0 ? undefined : ['1', '1.5', null]);
      expect(read.at(-1)).toEqual(
        rows === 0 ? undefined : [String(rows), String(rows * 1.5).replace(/^(\d+)$/, '$1.0'), null],
      );
      expect(await ask(engine(), 'SELECT 1')).toEqual([['1']]);
    },
  );

  test('nothing can be written', async () => {
    await expect(stream(engine(), "SELECT nextval('numbers')")).rejects.toMatchObject({ code: '25006' });
    await expect(stream(engine(), 'SELECT 1; DROP SEQUENCE numbers')).rejects.toMatchObject({ code: '42601' });
  });

  test('after an error, at the beginning or in the middle, the next statement works', async () => {
    await expect(stream(engine(), 'SELEC 1')).rejects.toMatchObject({ code: '42601' });
    await expect(stream(engine(), 'SELECT 1 / (3000 - n) FROM generate_series(1, 5000) AS n')).rejects.toMatchObject({
      code: '22012',
    });
    const { batches } = await stream(engine(), SERIES, { parameters: [1, 'x', 1_500] });
    expect((await all(batches)).map((batch) => batch.length)).toEqual([1_000, 500]);
  });

  test('at most one batch is read ahead of the reader', async () => {
    const { batches } = await stream(engine(), LARGE);
    batches.read(0);
    await until(() => batches.readableLength === 1);
    // Other statements come and go, and the next batch is still not requested.
    const read = jest.spyOn(batches, '_read');
    for (let index = 0; index < 20; index++) await owner.query('SELECT 1');
    expect([batches.readableLength, read.mock.calls.length]).toEqual([1, 0]);
    batches.destroy();
  });

  test('a reader that stops leaves nothing behind', async () => {
    const { batches } = await stream(engine(), LARGE);
    for await (const batch of batches) {
      expect(batch).toHaveLength(1_000);
      break;
    }
    expect(batches.destroyed).toBe(true);
    expect(await ask(engine(), "SELECT current_setting('transaction_read_only')")).toEqual([['on']]);
  });

  test('the deadline covers the last row, even if nobody reads', async () => {
    const late = { code: 'QUERY_TIMEOUT', message: 'The query took longer than 1500 ms and was stopped.' };
    const unread = stream(engine(), SERIES, { parameters: [1, null, 5_000], deadlineMs: 1_500 });
    const failed = unread.then(async ({ batches }) => {
      const [error] = (await once(batches, 'error')) as [unknown];
      throw error;
    });
    await expect(failed).rejects.toMatchObject(late);
    await expect(stream(engine(), CROSS_JOIN, { deadlineMs: 1_500 })).rejects.toMatchObject(late);
    expect(await ask(engine(), 'SELECT 1')).toEqual([['1']]);
  });

  test('a stream can be cancelled before its first row and after it', async () => {
    const calledOff = new AbortController();
    const opening = expect(stream(engine(), CROSS_JOIN, { signal: calledOff.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    // The server shows that it runs. The assertion also holds if it has not begun.
    if (name === 'postgresql') await until(async () => (await states('export')).includes('active'));
    else await pause(300);
    calledOff.abort();
    await opening;
    const later = new AbortController();
    const { batches } = await stream(engine(), LARGE, { signal: later.signal });
    const failed = once(batches, 'error');
    later.abort();
    expect(await failed).toMatchObject([{ code: 'CANCELLED' }]);
    await expect(stream(engine(), 'SELECT 1', { signal: later.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await ask(engine(), 'SELECT 1')).toEqual([['1']]);
  });
});

describe('PostgreSQL as a server', () => {
  const engine = () => engines.get('postgresql')!;

  test('a cancelled stream ends at the server, whether it computes rows or waits for its reader', async () => {
    const calledOff = new AbortController();
    const opening = expect(stream(engine(), 'SELECT pg_sleep(30)', { signal: calledOff.signal })).rejects.toMatchObject(
      { code: 'CANCELLED' },
    );
    await until(async () => (await states('export')).includes('active'));
    calledOff.abort();
    await opening;
    await until(async () => (await states('export')).length === 0);

    const { batches } = await stream(engine(), SERIES, { parameters: [1, null, 5_000] });
    await until(async () => (await states('export')).includes('idle in transaction'));
    batches.destroy();
    await until(async () => (await states('export')).length === 0);
  });

  test('a statement that is slow between rows ends with its reader', async () => {
    const text = `SELECT n, CASE WHEN n > 1500 THEN pg_sleep(0.1)::text END FROM generate_series(1, 100000) AS n OFFSET 0`;
    const calledOff = new AbortController();
    const opening = expect(stream(engine(), text, { signal: calledOff.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await until(async () => (await states('MOVE')).includes('active'));
    calledOff.abort();
    await opening;
    await until(async () => (await states('MOVE')).length === 0);
  });

  test('a lost connection gives ENGINE_UNAVAILABLE, and the next statement works', async () => {
    const { batches } = await stream(engine(), LARGE);
    const cut = `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`;
    await owner.query(cut);
    await expect(all(batches)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    expect(await ask(engine(), 'SELECT 4')).toEqual([['4']]);
  });

  test('exports use at most half of the connections', async () => {
    const first = await stream(engine(), LARGE);
    const waiting = { parameters: [1, null, 1], deadlineMs: 300 };
    await expect(stream(engine(), SERIES, waiting)).rejects.toMatchObject({
      code: 'QUERY_TIMEOUT',
      message: expect.stringContaining('busy') as string,
    });
    expect(await ask(engine(), 'SELECT 5')).toEqual([['5']]);
    first.batches.destroy();
    const second = await stream(engine(), SERIES, { parameters: [1, null, 1] });
    expect(await all(second.batches)).toEqual([[['1', '1', null]]]);
  });

  test('the connection is free once the last row has arrived, even before it is read', async () => {
    const alone = await openPostgres(database.url, { connections: 1 });
    const { batches } = await stream(alone, SERIES, { parameters: [1, null, 1_000] });
    expect(
      await ask(alone, "SELECT current_setting('transaction_read_only'), current_setting('cursor_tuple_fraction')"),
    ).toEqual([['on', '0.1']]);
    expect(await all(batches)).toHaveLength(1);
    await alone.close();
  });

  test('closing ends a stream that nobody reads', async () => {
    const closing = await openPostgres(database.url, { connections: 1 });
    const { batches } = await stream(closing, LARGE);
    const failed = once(batches, 'error');
    await Promise.all([closing.close(), failed]);
    expect(await failed).toMatchObject([{ code: 'CANCELLED' }]);
    await until(async () => (await states('export')).length === 0);
    await expect(stream(closing, 'SELECT 1')).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

test('on the embedded engine, other statements wait until the last row is read', async () => {
  const { batches } = await stream(embedded.engine, SERIES, { parameters: [1, null, 3_500] });
  const order: string[] = [];
  const other = ask(embedded.engine, 'SELECT 1').then(() => order.push('other'));
  for await (const batch of batches) {
    await pause(20);
    order.push(String((batch as EngineRow[]).length));
  }
  await other;
  expect(order.indexOf('other')).toBeGreaterThan(order.indexOf('1000'));
  expect(order.filter((one) => one !== 'other')).toEqual(['1000', '1000', '1000', '500']);
});
