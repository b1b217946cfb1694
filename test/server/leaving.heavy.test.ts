import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Client } from 'pg';
import { until } from '../eventually';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { holdTasks, listening, question, running, untilAtLeast, untilRunning, type Listening } from './listeningServer';

/** Clients that leave before they have their answer, and clients that send the same query. */
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

test('a client that hangs up ends its statements', async () => {
  const held = await holdTasks(database.url);
  const client = new AbortController();
  // Four statements: the values, the freshness, and the first and the last rows of the tables.
  const answer = server.ask(FRESH, client.signal);
  const outcome = expect(answer).rejects.toThrow('aborted');
  await untilAtLeast(owner, 4);
  client.abort();
  const took = await untilRunning(owner, 0);
  process.stdout.write(`All that a client asked for was gone ${Math.round(took)} ms after it hung up.\n`);
  await outcome;
  await held.letGo();
  expect((await server.ask(FRESH)).data!['metrics'].rows).toEqual([{ values: { tasks: 0 } }]);
});

test('equal queries at the same time share one statement, which goes on while one client remains', async () => {
  const held = await holdTasks(database.url);
  const query = '{ metrics(range: { last: 2, unit: DAY }) { rows { values { tasks } } meta { asOf } } }';
  const clients = Array.from({ length: 6 }, () => new AbortController());
  let [came, left] = [0, 0];
  const count = (_: IncomingMessage, response: ServerResponse) => {
    came += 1;
    response.once('close', () => (left += 1));
  };
  server.app.server.on('request', count);
  const answers: ReturnType<typeof server.ask>[] = [];
  for (const { signal } of clients) {
    answers.push(server.ask(query, signal));
    // The later ones have no asOf, so they share that of the first.
    await until(() => came === answers.length);
    await untilRunning(owner, 1);
  }
  const outcomes = Promise.allSettled(answers);
  for (const client of clients.slice(0, 4)) client.abort();
  await until(() => left === 4);
  // Another statement starts later and is gone while this one still runs.
  const other = new AbortController();
  const otherAnswer = Promise.allSettled([server.ask(question(40), other.signal)]);
  await untilAtLeast(owner, 2);
  other.abort();
  await otherAnswer;
  await untilRunning(owner, 1);
  expect(await running(owner)).toBe(1);
  server.app.server.off('request', count);
  await held.letGo();
  const [, , , , fifth, sixth] = await outcomes;
  expect(fifth).toMatchObject({
    status: 'fulfilled',
    value: { data: { metrics: { rows: [{ values: { tasks: 0 } }] } } },
  });
  const asOf = (one: typeof fifth) => (one as PromiseFulfilledResult<{ data: any }>).value.data.metrics.meta.asOf; // eslint-disable-line @typescript-eslint/no-explicit-any
  expect(asOf(sixth)).toBe(asOf(fifth));
  // After the answer, the next query has an asOf of its own.
  expect((await server.ask(query)).data!['metrics'].meta.asOf).not.toBe(asOf(fifth));
});

test('a request has one deadline, however many fields it has', async () => {
  const hasty = await listening(database.url, { connections: 2, limits: { timeoutMs: 5_000 } });
  const held = await holdTasks(database.url);
  const fields = Array.from({ length: 6 }, (_, index) => `f${index}: ${question(index).slice(1, -1)}`);
  const { data, errors } = await hasty.ask(`{ ${fields.join(' ')} version: metricCatalog { version } }`);
  expect(data!['version']).toBeTruthy();
  expect(errors.map(({ extensions: { code } }) => code)).toEqual(fields.map(() => 'QUERY_TIMEOUT'));
  // One statement runs at a time: with a deadline for each field, the others would have begun.
  expect(errors.filter(({ message }) => !message.includes('busy')).length).toBeLessThanOrEqual(1);
  await untilRunning(owner, 0);
  await held.letGo();
  await hasty.close();
});

const PLANS = Array.from(
  { length: 40 },
  (_, index) =>
    `f${index}: metrics(range: { last: ${9_900 - index}, unit: DAY }, grain: DAY, select: [active_users_30d]) { plan { scans } }`,
);

test('other requests get the thread while a large one is planned', async () => {
  const order: string[] = [];
  const come = once(server.app.server, 'request');
  const asked = server.ask(`{ ${PLANS.join(' ')} }`).then((reply) => (order.push('plans'), reply));
  await come;
  await server.ask('{ metricCatalog { version } }').then(() => order.push('other'));
  await asked;
  expect(order).toEqual(['other', 'plans']);
});

test('planning counts towards the deadline', async () => {
  const hasty = await listening(database.url, { limits: { timeoutMs: 50 } });
  const { data, errors, tookMs } = await hasty.ask(`{ ${PLANS.join(' ')} }`);
  await hasty.close();
  const answered = Object.values(data!).filter((one) => one !== null);
  expect(errors).toHaveLength(40 - answered.length);
  expect(new Set(errors.map(({ extensions: { code } }) => code))).toEqual(new Set(['QUERY_TIMEOUT']));
  process.stdout.write(`${answered.length} of 40 plans in 50 ms; ${Math.round(tookMs)} ms in all.\n`);
});
