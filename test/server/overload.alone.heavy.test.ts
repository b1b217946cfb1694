import { Client } from 'pg';
import { until } from '../eventually';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { holdTasks, listening, question, untilAtLeast, type Listening, type Reply } from './listeningServer';

/** More requests than the server can answer: each client hears at once, and when to retry. */
const CLIENTS = Number(process.env['CLIENTS'] ?? 400);

let database: FreshDatabase;
let server: Listening;
beforeAll(async () => {
  database = await productDatabase('none');
  server = await listening(database.url, { connections: 3 });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** Whether a reply is an answer, or an error with the time to retry after. */
function isClean({ status, retryAfter, data, errors }: Reply): boolean {
  if (errors.length === 0) return status === 200 && data !== null && data !== undefined;
  const isRefused = errors.every(
    ({ extensions: { code, retryAfterMs } }) => code === 'ENGINE_UNAVAILABLE' && retryAfterMs! > 0,
  );
  return isRefused && (status === 503 ? Number(retryAfter) > 0 : status === 200 && retryAfter === null);
}

test(`${CLIENTS} clients at once all get an answer or the time to retry after`, async () => {
  const began = performance.now();
  const replies = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => server.ask(question(index % 20))));
  expect(replies.filter((reply) => !isClean(reply))).toEqual([]);
  const answered = replies.filter(({ errors }) => errors.length === 0).length;
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(`${answered} of ${CLIENTS} answered within ${seconds} s, the others told when to come again.\n`);
  expect(answered).toBeGreaterThan(0);
  // The server is as before.
  expect((await server.ask(question(1))).errors).toEqual([]);
});

test('a request that would wait too long is rejected at once', async () => {
  const slow = await listening(database.url, { connections: 1, limits: { timeoutMs: 600_000 } });
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  // Each statement takes eight minutes by the server's clock, which the test moves on.
  const clock = performance.now.bind(performance);
  let ahead = 0;
  const spy = jest.spyOn(performance, 'now').mockImplementation(() => clock() + ahead);
  for (let round = 0; round < 20; round++) {
    const first = await holdTasks(database.url);
    const answer = slow.ask(question(round));
    await untilAtLeast(owner, 1);
    ahead += 480_000;
    await first.letGo();
    await answer;
  }
  const held = await holdTasks(database.url);
  const refused: Reply[] = [];
  const asked = Array.from({ length: 12 }, async (_, index) => {
    const reply = await slow.ask(question(10 + index));
    if (reply.errors.length > 0) refused.push(reply);
    return reply;
  });
  // One runs and the next has time left. The others are rejected while these two wait for the
  // table.
  await until(() => refused.length === 10);
  expect(refused.every(isClean)).toBe(true);
  await held.letGo();
  const replies = await Promise.all(asked);
  expect(replies.filter(({ errors }) => errors.length === 0)).toHaveLength(2);
  spy.mockRestore();
  await owner.end();
  await slow.close();
});
