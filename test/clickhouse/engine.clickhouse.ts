import { forItself, type Asker } from '../../src/engine/asker';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import { Deadline } from '../../src/engine/deadline';
import type { Engine } from '../../src/engine/engine';
import { gatewayError } from '../../src/errors';
import { clickhouseDialect } from '../../src/sql/clickhouse/dialect';
import { compile } from '../../src/sql/compile';
import { parameter, sql, type Parameter, type Sql } from '../../src/sql/fragment';
import { ask, behavesAsEngine, type BehaviourSql } from '../engine/engineBehaviour';
import { until } from '../eventually';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

let database: FreshClickhouse;
let engine: Engine;

beforeAll(async () => {
  database = await freshClickhouse();
  await database.write('CREATE TABLE event (id Int64) ENGINE = MergeTree ORDER BY id');
  engine = await openClickhouse(database.url, { connections: 4, connectWithinMs: 100_000 });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

function asked(fragment: Sql): [string, readonly Parameter[]] {
  const { text, parameters } = compile(fragment, clickhouseDialect);
  return [text, parameters];
}

const CLICKHOUSE: BehaviourSql = {
  values: [
    `SELECT toDecimal256('12345678901234567890.123456789', 9), 9007199254740993, 1.5::Float64,
      toDateTime64('2024-03-10 01:30:00', 6, 'Asia/Shanghai'), toDateTime('2024-03-10 01:30:00', 'Asia/Shanghai'),
      toDate32('2024-03-10'), true, 'naïve 中文', NULL, '\\\\N', CAST('a' AS Enum8('a' = 1)), [1, 2]`,
    [
      '12345678901234567890.123456789',
      '9007199254740993',
      '1.5',
      '2024-03-09T17:30:00.000000Z',
      '2024-03-09T17:30:00Z',
      '2024-03-10',
      't',
      'naïve 中文',
      null,
      '\\N',
      'a',
      '[1,2]',
    ],
  ],
  words: (words) => ['SELECT toJSONString({p1:Array(String)})', [words]],
  scalars: (...values) => [
    'SELECT length({p1:Array(Int32)}), {p2:Nullable(String)} IS NULL ? true : false, {p3:Bool}',
    values,
  ],
  // A server limits the length of a parameter, so a statement has several for a long text.
  length: (text) => asked(sql`select lengthUTF8(${parameter(text, 'text')})`),
  // Two values cannot have one name in one select.
  sameNames: (rows) => ['SELECT number + 1 AS x, (number + 1) * 2 AS x2 FROM numbers({p1:UInt32})', [rows]],
  writes: [
    ['CREATE TABLE x (y Int8) ENGINE = Memory', '164'],
    ['INSERT INTO event SELECT 1', '164'],
    ['ALTER TABLE event DELETE WHERE true', '164'],
    ['TRUNCATE TABLE event', '164'],
    // The format of rows, which the client adds, is no part of these.
    ['SYSTEM STOP MERGES', '62'],
  ],
  mistakes: [
    [['SELECT throwIf({p1:Int32} = 0)', [0]], '395'],
    [['SELEC 1'], '62'],
    [['SELECT {p1:Int32}', ['x']], '457'],
    [['SELECT nothing FROM event'], '47'],
    [['SELECT 1 FROM nothing'], '60'],
    [['SELECT intDiv(1, {p1:Int32})', [0]], '153'],
  ],
};

behavesAsEngine(() => engine, CLICKHOUSE);

test('a long list, and a long text in one, arrive complete', async () => {
  const texts = Array.from({ length: 20_000 }, (_, index) => `it's ${index}\t界`);
  const list = parameter([...texts, "'".repeat(40_000)], 'text[]');
  const found = await ask(engine, ...asked(sql`select length(${list}), lengthUTF8(arrayStringConcat(${list}))`));
  expect(found).toEqual([['20001', String(texts.join('').length + 40_000)]]);
});

/** Never ends by itself: only a deadline, a caller or the database ends it. The mark finds it. */
const endless = (mark: string) => `SELECT max(sipHash64(number)), '${mark}' FROM system.numbers`;

async function running(mark: string): Promise<number> {
  const [[count] = []] = await database.ask(
    `SELECT toInt32(count()) FROM system.processes WHERE query LIKE '%${mark}%' AND query NOT LIKE '%system.processes%'`,
  );
  return Number(count);
}

/**
 * A killed statement that runs beside another may go on in chdb: it says that it was told, and does
 * not end. Only a real server can show that it ends.
 */
const onServer = process.env['TEST_CLICKHOUSE_URL'] ? test : test.skip;

interface Leaving extends Asker {
  leave(): void;
}

function asker(client = '', milliseconds = 100_000): Leaving {
  const deadline = new Deadline(milliseconds);
  const leave = () => deadline.callOff(gatewayError('CANCELLED', {}));
  return { deadline, client, budget: forItself(1).budget, leave };
}

const run = (mark: string, one: Asker, on = engine) => on.run({ text: endless(mark), parameters: [] }, one);

test('a statement past its deadline is stopped at the server, and the next statement works', async () => {
  await expect(run('late', asker('', 500))).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
  await until(async () => (await running('late')) === 0);
  expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
});

test('the server limits a statement itself, for the case that nobody can end it', async () => {
  const text = `SELECT getSetting('max_execution_time'), getSetting('readonly')`;
  expect(await ask(engine, text, [], 30_000)).toEqual([['60', '2']]);
});

test('a statement that someone else ends is CANCELLED', async () => {
  const outcome = expect(run('killed', asker())).rejects.toMatchObject({ code: 'CANCELLED' });
  await until(async () => (await running('killed')) === 1);
  await database.write(`KILL QUERY WHERE query LIKE '%killed%' AND query NOT LIKE '%system.processes%' ASYNC`);
  await outcome;
});

onServer('equal queries share one statement, which ends when the last caller leaves', async () => {
  const [first, second] = [asker('a'), asker('b')];
  const runs = [run('shared', first), run('shared', second)];
  const outcomes = Promise.allSettled(runs);
  await until(async () => (await running('shared')) === 1);
  first.leave();
  await expect(runs[0]).rejects.toMatchObject({ code: 'CANCELLED' });
  // Another statement starts later and is gone while this one still runs.
  const third = asker('c');
  const beside = run('beside', third);
  beside.catch(() => undefined);
  await until(async () => (await running('beside')) === 1);
  third.leave();
  await until(async () => (await running('beside')) === 0);
  expect(await running('shared')).toBe(1);
  second.leave();
  await until(async () => (await running('shared')) === 0);
  expect(await outcomes).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  await until(() => engine.load!().running === 0);
});

test('a statement whose callers leave before its turn never runs', async () => {
  const alone = await openClickhouse(database.url, { connections: 1, connectWithinMs: 100_000 });
  const busy = asker();
  const first = run('busy', busy, alone).catch(() => undefined);
  await until(async () => (await running('busy')) === 1);
  const gone = asker();
  const waiting = run('never', gone, alone);
  gone.leave();
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  busy.leave();
  await first;
  expect(await ask(alone, 'SELECT 1')).toEqual([['1']]);
  expect(await running('never')).toBe(0);
  await alone.close();
});

test('a limit of the server is an error, with a code of the gateway where another try may help', async () => {
  const memory = 'SELECT length(groupArray(number)) FROM numbers(100000000) SETTINGS max_memory_usage = 10000000';
  await expect(ask(engine, memory)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  const slow = 'SELECT max(sipHash64(number)) FROM system.numbers SETTINGS max_execution_time = 1';
  await expect(ask(engine, slow)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
});

onServer('closing ends running and waiting statements, also at the server', async () => {
  const closing = await openClickhouse(database.url, { connections: 1, connectWithinMs: 100_000 });
  const runs = ['closing', 'waiting'].map((mark) =>
    expect(run(mark, asker(), closing)).rejects.toMatchObject({ code: 'CANCELLED' }),
  );
  await until(async () => (await running('closing')) === 1);
  await Promise.all([closing.close(), closing.close(), ...runs]);
  await until(async () => (await running('closing')) === 0);
  await expect(ask(closing, 'SELECT 1')).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('a ping needs no free connection', async () => {
  const alone = await openClickhouse(database.url, { connections: 1, connectWithinMs: 100_000 });
  const busy = asker();
  const first = run('pinged', busy, alone).catch(() => undefined);
  await until(async () => (await running('pinged')) === 1);
  await alone.ping(60_000);
  busy.leave();
  await first;
  await alone.close();
});
