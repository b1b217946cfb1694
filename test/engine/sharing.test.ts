import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { forItself, type Asker } from '../../src/engine/asker';
import { Deadline } from '../../src/engine/deadline';
import type { Engine } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { gatewayError } from '../../src/errors';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

/** The same statement runs once for all who ask for it, and ends with the last of them. */
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

const sleep = (seconds: number, mark: string) => ({ text: `SELECT pg_sleep($1), '${mark}'`, parameters: [seconds] });

async function running(mark: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1 AND pid <> pg_backend_pid()`,
    [`%'${mark}'%`],
  );
  return rows[0]!.n;
}

async function until(count: number, mark: string): Promise<number> {
  const began = performance.now();
  while ((await running(mark)) !== count) {
    if (performance.now() - began > 10_000) throw new Error(`There never were ${count} statements running.`);
    await pause(2);
  }
  return Math.round(performance.now() - began);
}

test('one statement for all who ask the same, another for another parameter or time', async () => {
  const runs = [
    ...Array.from({ length: 20 }, (_, index) => engine.run(sleep(1, 'same'), asker(`client ${index}`))),
    engine.run(sleep(1.1, 'same'), asker()),
    engine.run(sleep(1, 'same'), asker('', 19_000)),
  ];
  await until(3, 'same');
  const answers = await Promise.all(runs);
  expect(answers.every((rows) => rows === answers[0])).toBe(false);
  expect(new Set(answers.slice(0, 20)).size).toBe(1);
  // Nothing is remembered of it.
  const again = await engine.run(sleep(0, 'same'), asker());
  expect(again).toEqual([['', 'same']]);
});

test('who leaves, leaves alone; with the last one the statement ends', async () => {
  const [first, second] = [asker(), asker('other')];
  const runs = [first, second].map((one) => engine.run(sleep(15, 'left'), one));
  const outcomes = Promise.allSettled(runs);
  await until(1, 'left');
  first.leave();
  await expect(runs[0]).rejects.toMatchObject({ code: 'CANCELLED' });
  await pause(200);
  expect(await running('left')).toBe(1);
  second.leave();
  const took = await until(0, 'left');
  process.stdout.write(`A statement that the last one left was gone after ${took} ms.\n`);
  expect(took).toBeLessThan(1_000);
  await outcomes;
});

test('each has its own deadline, and the last to pass ends the statement', async () => {
  const [hasty, patient] = [asker('', 5_000), new Deadline(5_000)];
  const run = engine.run(sleep(15, 'late'), hasty);
  await pause(400);
  const other = engine.run(sleep(15, 'late'), { ...forItself(1), deadline: patient });
  await until(1, 'late');
  const outcomes = await Promise.allSettled([run, other]);
  expect(outcomes).toMatchObject([{ reason: { code: 'QUERY_TIMEOUT' } }, { reason: { code: 'QUERY_TIMEOUT' } }]);
  expect(patient.left).toBeLessThan(50);
  await until(0, 'late');
});

test('who comes when all have left gets a statement of their own', async () => {
  const gone = asker();
  const left = engine.run(sleep(0.5, 'again'), gone);
  await until(1, 'again');
  gone.leave();
  const answer = engine.run(sleep(0.5, 'again'), asker());
  await expect(left).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await answer).toEqual([['', 'again']]);
});

test('what is left before its turn never runs', async () => {
  const alone = await openPostgres(database.url, { connections: 1 });
  const busy = alone.run(sleep(0.5, 'busy'), asker());
  const gone = asker();
  const waiting = alone.run({ text: `SELECT pg_sleep(20), 'never'`, parameters: [] }, gone);
  gone.leave();
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await alone.run({ text: 'SELECT 1', parameters: [] }, asker())).toEqual([['1']]);
  expect(await running('never')).toBe(0);
  await busy;
  await alone.close();
});

test(`an order to cancel never hits another statement: ${ROUNDS} times on one connection`, async () => {
  const alone = await openPostgres(database.url, { connections: 1 });
  const backend = async () => (await alone.run({ text: 'SELECT pg_backend_pid()', parameters: [] }, asker()))[0]![0];
  const first = await backend();
  let cancelled = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const gone = asker();
    // From ones that end by themselves while they are cancelled to ones that have hardly begun.
    const left = alone.run({ text: 'SELECT pg_sleep($1), $2::int', parameters: [(round % 10) / 500, round] }, gone);
    left.catch(() => (cancelled += 1));
    await pause((round % 7) * 3);
    gone.leave();
    const next = { text: 'SELECT count(*), $1::int FROM generate_series(1, 20000)', parameters: [round] };
    expect(await alone.run(next, asker())).toEqual([['20000', String(round)]]);
  }
  expect(cancelled).toBeGreaterThan(ROUNDS / 10);
  // All that on one and the same: none was given up.
  expect(await backend()).toBe(first);
  await alone.close();
}, 60_000);

test('one client that asks for very much does not keep another from its answer', async () => {
  const greedy = Array.from({ length: 40 }, (_, index) => engine.run(sleep(1 + index / 1_000, 'greedy'), asker('a')));
  const outcomes = Promise.allSettled(greedy);
  await until(3, 'greedy');
  const began = performance.now();
  for (let index = 0; index < 10; index++)
    await engine.run({ text: 'SELECT $1::int', parameters: [index] }, asker('b'));
  // Alone it would take the ten a few milliseconds; behind the others, ten seconds.
  expect(performance.now() - began).toBeLessThan(900);
  await engine.close();
  await outcomes;
  engine = await openPostgres(database.url, { connections: 4 });
});
