import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { forItself } from '../../src/engine/asker';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine, EngineRow, StreamedRows } from '../../src/engine/engine';
import { gatewayError } from '../../src/errors';
import type { Parameter } from '../../src/sql/statement';
import { ask } from '../engine/engineBehaviour';
import { until } from '../eventually';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

/** Streamed statements: rows are read from the server as the reader takes them. */
let database: FreshClickhouse;
let engine: Engine;
beforeAll(async () => {
  database = await freshClickhouse();
  engine = await openClickhouse(database.url, { connections: 2, connectWithinMs: 100_000 });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

interface Options {
  readonly parameters?: readonly Parameter[];
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

function stream(text: string, options: Options = {}, on = engine): Promise<StreamedRows> {
  const { parameters = [], deadlineMs = 100_000, signal } = options;
  const asker = { ...forItself(deadlineMs), client: 'exporter' };
  signal?.addEventListener('abort', () => asker.deadline.callOff(gatewayError('CANCELLED', {})));
  return on.stream({ text, parameters }, asker);
}

async function all(batches: Readable): Promise<EngineRow[][]> {
  const read: EngineRow[][] = [];
  for await (const batch of batches) read.push(batch as EngineRow[]);
  return read;
}

const SERIES = 'SELECT number + 1, (number + 1) * {p1:Float64}, {p2:Nullable(String)} FROM numbers({p3:UInt32})';
/** More than the buffers between the server and the reader. */
const LARGE = 'SELECT number, hex(cityHash64(number)), repeat(toString(cityHash64(number)), 10) FROM numbers(200000)';
const ENDLESS = 'SELECT max(sipHash64(number)) FROM system.numbers';

const running = async () =>
  Number(
    (await database.ask(`SELECT toInt32(count()) FROM system.processes WHERE query LIKE 'SELECT max(sip%'`))[0]![0],
  );

test.each([0, 1, 999, 1_000, 1_001, 2_500])('%i rows arrive complete, and their number is known', async (rows) => {
  const { count, batches } = await stream(SERIES, { parameters: [1.5, null, rows] });
  const read = await all(batches);
  expect([count, read.flat().length]).toEqual([rows, rows]);
  expect(read.every((batch) => batch.length <= 1_000)).toBe(true);
  expect(read.flat().at(0)).toEqual(rows === 0 ? undefined : ['1', '1.5', null]);
  expect(read.flat().at(-1)).toEqual(rows === 0 ? undefined : [String(rows), String(rows * 1.5), null]);
  await until(() => engine.load!().running === 0);
});

test('an error in any row comes before the first', async () => {
  await expect(stream('SELEC 1')).rejects.toMatchObject({ code: '62' });
  await expect(stream('SELECT throwIf(number = 90000) FROM numbers(100000)')).rejects.toMatchObject({ code: '395' });
  await expect(stream('CREATE TABLE x (y Int8) ENGINE = Memory')).rejects.toMatchObject({ code: '164' });
  expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
});

test('at most one batch is read ahead of the reader', async () => {
  const { batches } = await stream(LARGE);
  batches.read(0);
  await until(() => batches.readableLength === 1);
  const read = jest.spyOn(batches, '_read');
  for (let index = 0; index < 20; index++) await database.ask('SELECT 1');
  expect([batches.readableLength, read.mock.calls.length]).toEqual([1, 0]);
  batches.destroy();
  await until(() => engine.load!().running === 0);
});

test('a reader that stops leaves nothing behind', async () => {
  const { batches } = await stream(LARGE);
  for await (const batch of batches) {
    expect(batch).toHaveLength(1_000);
    break;
  }
  expect(batches.destroyed).toBe(true);
  await until(() => engine.load!().running === 0);
});

test('the deadline covers the last row, even if nobody reads', async () => {
  const late = { code: 'QUERY_TIMEOUT' };
  const failed = stream(LARGE, { deadlineMs: 3_000 }).then(async ({ batches }) => {
    const [error] = (await once(batches, 'error')) as [unknown];
    throw error;
  });
  await expect(failed).rejects.toMatchObject(late);
  await expect(stream(ENDLESS, { deadlineMs: 500 })).rejects.toMatchObject(late);
  await until(async () => (await running()) === 0);
  await until(() => engine.load!().running === 0);
});

test('a stream can be cancelled before its first row and after it', async () => {
  const calledOff = new AbortController();
  const opening = expect(stream(ENDLESS, { signal: calledOff.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  await until(async () => (await running()) === 1);
  calledOff.abort();
  await opening;
  await until(async () => (await running()) === 0);
  const later = new AbortController();
  const { batches } = await stream(LARGE, { signal: later.signal });
  const failed = once(batches, 'error');
  later.abort();
  expect(await failed).toMatchObject([{ code: 'CANCELLED' }]);
  expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
});

test('exports use at most half of the connections', async () => {
  const first = await stream(LARGE);
  const waiting = { parameters: [1, null, 1], deadlineMs: 300 };
  await expect(stream(SERIES, waiting)).rejects.toMatchObject({
    code: 'QUERY_TIMEOUT',
    message: expect.stringContaining('busy') as string,
  });
  expect(await ask(engine, 'SELECT 5')).toEqual([['5']]);
  first.batches.destroy();
  const second = await stream(SERIES, { parameters: [1, null, 1] });
  expect(await all(second.batches)).toEqual([[['1', '1', null]]]);
});

test('closing ends a stream that nobody reads', async () => {
  const closing = await openClickhouse(database.url, { connections: 1, connectWithinMs: 100_000 });
  const { batches } = await stream(LARGE, {}, closing);
  const failed = once(batches, 'error');
  await Promise.all([closing.close(), failed]);
  expect(await failed).toMatchObject([{ code: 'CANCELLED' }]);
  await expect(stream('SELECT 1', {}, closing)).rejects.toMatchObject({ code: 'CANCELLED' });
});
