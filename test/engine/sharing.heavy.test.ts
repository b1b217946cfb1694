import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { forItself, type Asker } from '../../src/engine/asker';
import { Deadline } from '../../src/engine/deadline';
import type { Engine } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { gatewayError } from '../../src/errors';
import { until as eventually } from '../eventually';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

/** A statement runs once for all callers that ask for it, and ends when the last of them leaves. */
const ROUNDS = Number(process.env['CANCEL_ROUNDS'] ?? 200);

let database: FreshDatabase;
let owner: Client;
let engine: Engine;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  engine = await openPostgres(database.url, { connections: 4 });
});
afterAll(async () => {
  await engine.close();
  await owner.end();
  await database.drop();
});

interface Leaving extends Asker {
  leave(): void;
}

function asker(client = '', milliseconds = 20_000): Leaving {
  const deadline = new Deadline(milliseconds);
  return {
    deadline,
    client,
    budget: forItself(1).budget,
    leave: () => deadline.callOff(gatewayError('CANCELLED', {})),
  };
}

/** A statement that waits as long as the test {@link hold}s its lock. */
const blocked = (mark: string, lock = 1) => ({
  text: `SELECT pg_advisory_xact_lock_shared($1::int), '${mark}'`,
  parameters: [lock],
});

/** Holds the locks of blocked statements, and returns a function that releases them. */
async function hold(...locks: readonly number[]): Promise<() => Promise<void>> {
  for (const lock of locks) await owner.query('SELECT pg_advisory_lock($1::int)', [lock]);
  return async () => {
    for (const lock of locks) await owner.query('SELECT pg_advisory_unlock($1::int)', [lock]);
  };
}

async function running(mark: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1 AND pid <> pg_backend_pid()`,
    [`%'${mark}'%`],
  );
  return rows[0]!.n;
}

async function until(count: number, mark: string): Promise<number> {
  const began = performance.now();
  await eventually(async () => (await running(mark)) === count);
  return Math.round(performance.now() - began);
}

test('equal queries share one statement; another parameter or time limit needs another', async () => {
  const release = await hold(1, 2);
  const runs = [
    ...Array.from({ length: 20 }, (_, index) => engine.run(blocked('same'), asker(`client ${index}`, 600_000))),
    engine.run(blocked('same', 2), asker('', 600_000)),
    engine.run(blocked('same'), asker('', 500_000)),
  ];
  await until(3, 'same');
  await release();
  const answers = await Promise.all(runs);
  expect(answers.every((rows) => rows === answers[0])).toBe(false);
  expect(new Set(answers.slice(0, 20)).size).toBe(1);
  // The result is not cached.
  const again = await engine.run(blocked('same'), asker('', 600_000));
  expect(again).toEqual([['', 'same']]);
});

test('a caller that leaves ends only its own wait; when the last one leaves, the statement ends', async () => {
  const release = await hold(1);
  const [first, second, third] = [asker('', 600_000), asker('other', 600_000), asker('third', 600_000)];
  const runs = [first, second].map((one) => engine.run(blocked('left'), one));
  const outcomes = Promise.allSettled(runs);
  await until(1, 'left');
  first.leave();
  await expect(runs[0]).rejects.toMatchObject({ code: 'CANCELLED' });
  // Another statement starts later and is gone while this one still runs.
  const beside = engine.run(blocked('beside'), third);
  await until(1, 'beside');
  third.leave();
  await expect(beside).rejects.toMatchObject({ code: 'CANCELLED' });
  await until(0, 'beside');
  expect(await running('left')).toBe(1);
  second.leave();
  const took = await until(0, 'left');
  process.stdout.write(`A statement that the last one left was gone after ${took} ms.\n`);
  await outcomes;
  await release();
});

test('each caller has its own deadline; the last deadline ends the statement', async () => {
  const release = await hold(1);
  const hasty = asker('', 5_000);
  const run = engine.run(blocked('late'), hasty);
  await pause(400);
  const patient = new Deadline(5_000);
  const other = engine.run(blocked('late'), { ...forItself(1), deadline: patient });
  const settled = Promise.allSettled([run, other]);
  // However often this looks, it never finds two at once.
  let isOver = false;
  void settled.then(() => (isOver = true));
  let most = 0;
  while (!isOver) most = Math.max(most, await running('late'));
  expect(most).toBeLessThanOrEqual(1);
  const outcomes = await settled;
  expect(outcomes).toMatchObject([{ reason: { code: 'QUERY_TIMEOUT' } }, { reason: { code: 'QUERY_TIMEOUT' } }]);
  expect(patient.left).toBeLessThan(50);
  await until(0, 'late');
  await release();
});

test('a caller that arrives after all others have left gets a new statement', async () => {
  const release = await hold(1);
  const gone = asker('', 600_000);
  const left = engine.run(blocked('again'), gone);
  await until(1, 'again');
  gone.leave();
  const answer = engine.run(blocked('again'), asker('', 600_000));
  await expect(left).rejects.toMatchObject({ code: 'CANCELLED' });
  await release();
  expect(await answer).toEqual([['', 'again']]);
});

test('a statement whose callers leave before its turn never runs', async () => {
  const alone = await openPostgres(database.url, { connections: 1 });
  const release = await hold(1);
  const busy = alone.run(blocked('busy'), asker('', 600_000));
  const gone = asker();
  const waiting = alone.run({ text: `SELECT pg_sleep(3000), 'never'`, parameters: [] }, gone);
  gone.leave();
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  await release();
  expect(await alone.run({ text: 'SELECT 1', parameters: [] }, asker())).toEqual([['1']]);
  expect(await running('never')).toBe(0);
  await busy;
  await alone.close();
});

test(`a cancel request never hits another statement: ${ROUNDS} times on one connection`, async () => {
  const alone = await openPostgres(database.url, { connections: 1 });
  const backend = async () => (await alone.run({ text: 'SELECT pg_backend_pid()', parameters: [] }, asker()))[0]![0];
  const first = await backend();
  let cancelled = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const gone = asker();
    // Some end by themselves while they are cancelled, some have hardly begun, and some never end.
    const seconds = round % 5 === 0 ? 600 : (round % 10) / 500;
    const left = alone.run({ text: 'SELECT pg_sleep($1), $2::int', parameters: [seconds, round] }, gone);
    left.catch(() => (cancelled += 1));
    await pause((round % 7) * 3);
    gone.leave();
    const next = { text: 'SELECT count(*), $1::int FROM generate_series(1, 20000)', parameters: [round] };
    expect(await alone.run(next, asker())).toEqual([['20000', String(round)]]);
  }
  expect(cancelled).toBeGreaterThanOrEqual(ROUNDS / 5);
  // All of that ran on one connection: none was discarded.
  expect(await backend()).toBe(first);
  await alone.close();
});

test('one client with very many queries does not keep another one from its answer', async () => {
  const release = await hold(1);
  let ended = 0;
  const greedy = Array.from({ length: 40 }, (_, index) =>
    engine.run(blocked(`greedy ${index}`), asker('a', 600_000)).finally(() => (ended += 1)),
  );
  const outcomes = Promise.allSettled(greedy);
  await until(3, 'greedy %');
  for (let index = 0; index < 10; index++)
    await engine.run({ text: 'SELECT $1::int', parameters: [index] }, asker('b'));
  // All ten are answered while none of the others is.
  expect(ended).toBe(0);
  await engine.close();
  await release();
  await outcomes;
  engine = await openPostgres(database.url, { connections: 4 });
});
