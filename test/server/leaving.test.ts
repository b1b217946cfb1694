import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { holdTasks, listening, question, running, untilRunning, type Listening } from './listeningServer';

/** Clients that go away before they have their answer, and clients that ask the same. */
let database: FreshDatabase;
let owner: Client;
let server: Listening;
beforeAll(async () => {
  database = await productDatabase('none');
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  server = await listening(database.url, { connections: 8, limits: { timeoutMs: 15_000 } });
});
afterAll(async () => {
  await server.close();
  await owner.end();
  await database.drop();
});

const FRESH = `{ metrics(range: { last: 1, unit: DAY }) { rows { values { tasks } } meta { asOf freshness { table } warnings { code } } } }`;

test('what a client asked for ends when it hangs up', async () => {
  const held = await holdTasks(database.url);
  const client = new AbortController();
  // The numbers, how fresh they are, and since when there are some.
  const answer = server.ask(FRESH, client.signal);
  const outcome = expect(answer).rejects.toThrow('aborted');
  await untilRunning(owner, 3);
  client.abort();
  const took = await untilRunning(owner, 0);
  process.stdout.write(`All that a client asked for was gone ${Math.round(took)} ms after it hung up.\n`);
  expect(took).toBeLessThan(1_000);
  await outcome;
  await held.letGo();
  expect((await server.ask(FRESH)).data!['metrics'].rows).toEqual([{ values: { tasks: 0 } }]);
});

test('the same question asked by several at once is one statement, and goes on while one of them is there', async () => {
  const held = await holdTasks(database.url);
  const query = '{ metrics(range: { last: 2, unit: DAY }) { rows { values { tasks } } meta { asOf } } }';
  const clients = Array.from({ length: 6 }, () => new AbortController());
  const answers = [];
  for (const { signal } of clients) {
    answers.push(server.ask(query, signal));
    // Later ones come at another moment, and say nothing of it.
    await pause(20);
  }
  const outcomes = Promise.allSettled(answers);
  await untilRunning(owner, 1);
  for (const client of clients.slice(0, 4)) client.abort();
  await pause(300);
  expect(await running(owner)).toBe(1);
  await held.letGo();
  const [, , , , fifth, sixth] = await outcomes;
  expect(fifth).toMatchObject({
    status: 'fulfilled',
    value: { data: { metrics: { rows: [{ values: { tasks: 0 } }] } } },
  });
  const asOf = (one: typeof fifth) => (one as PromiseFulfilledResult<{ data: any }>).value.data.metrics.meta.asOf; // eslint-disable-line @typescript-eslint/no-explicit-any
  expect(asOf(sixth)).toBe(asOf(fifth));
  // When it has been answered, the next one has a moment of its own.
  expect((await server.ask(query)).data!['metrics'].meta.asOf).not.toBe(asOf(fifth));
});

test('a request has one deadline, however many fields it has', async () => {
  const hasty = await listening(database.url, { connections: 2, limits: { timeoutMs: 1_200 } });
  const held = await holdTasks(database.url);
  const fields = Array.from({ length: 6 }, (_, index) => `f${index}: ${question(index).slice(1, -1)}`);
  const { data, errors, tookMs } = await hasty.ask(`{ ${fields.join(' ')} version: metricCatalog { version } }`);
  expect(tookMs).toBeLessThan(2_400);
  expect(data!['version']).toBeTruthy();
  // One statement at once: the others have not begun.
  expect(errors.map(({ extensions: { code } }) => code)).toEqual(fields.map(() => 'QUERY_TIMEOUT'));
  await untilRunning(owner, 0);
  await held.letGo();
  await hasty.close();
});

test('planning counts too, and lets others have the thread in between', async () => {
  const hasty = await listening(database.url, { limits: { timeoutMs: 400 } });
  const field = (days: number) =>
    `f${days}: metrics(range: { last: ${days}, unit: DAY }, grain: DAY, select: [active_users_30d]) { plan { scans } }`;
  const fields = Array.from({ length: 40 }, (_, index) => field(9_900 - index));
  const asked = hasty.ask(`{ ${fields.join(' ')} }`);
  const other = await hasty.ask('{ metricCatalog { version } }');
  const { data, errors, tookMs } = await asked;
  await hasty.close();
  expect(other.tookMs).toBeLessThan(tookMs);
  const answered = Object.values(data!).filter((one) => one !== null);
  expect(errors).toHaveLength(40 - answered.length);
  expect(new Set(errors.map(({ extensions: { code } }) => code))).toEqual(new Set(['QUERY_TIMEOUT']));
  process.stdout.write(`${answered.length} of 40 plans in 400 ms; ${Math.round(tookMs)} ms in all.\n`);
});
