import { setTimeout as pause } from 'node:timers/promises';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { holdTasks, listening, question, type Listening, type Reply } from './listeningServer';

/** More is asked than can be answered: everyone hears at once, and when to come again. */
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

/** An answer, or a word on when to come again. */
function isClean({ status, retryAfter, data, errors }: Reply): boolean {
  if (errors.length === 0) return status === 200 && data !== null && data !== undefined;
  const isRefused = errors.every(
    ({ extensions: { code, retryAfterMs } }) => code === 'ENGINE_UNAVAILABLE' && retryAfterMs! > 0,
  );
  return isRefused && (status === 503 ? Number(retryAfter) > 0 : status === 200 && retryAfter === null);
}

test(`${CLIENTS} clients at once are all answered, or told when to come again`, async () => {
  const began = performance.now();
  const replies = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => server.ask(question(index % 20))));
  expect(replies.filter((reply) => !isClean(reply))).toEqual([]);
  const answered = replies.filter(({ errors }) => errors.length === 0).length;
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(`${answered} of ${CLIENTS} answered within ${seconds} s, the others told when to come again.\n`);
  expect(answered).toBeGreaterThan(0);
  // It is as if nothing had been.
  expect((await server.ask(question(1))).errors).toEqual([]);
}, 180_000);

test('who would wait too long is told at once', async () => {
  const slow = await listening(database.url, { connections: 1, limits: { timeoutMs: 1_500 } });
  // So that it is known how long a statement takes.
  for (let round = 0; round < 2; round++) {
    const held = await holdTasks(database.url);
    const answer = slow.ask(question(round));
    await pause(1_000);
    await held.letGo();
    await answer;
  }
  const held = await holdTasks(database.url);
  const asked = Array.from({ length: 12 }, (_, index) => slow.ask(question(10 + index)));
  const replies = await Promise.all(asked);
  await held.letGo();
  const refused = replies.filter(({ errors }) => errors[0]?.extensions.code === 'ENGINE_UNAVAILABLE');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(isClean)).toBe(true);
  // Before the time of the others is over.
  const late = replies.filter(({ errors }) => errors[0]?.extensions.code === 'QUERY_TIMEOUT');
  expect(late.length).toBeGreaterThan(0);
  const took = (some: readonly Reply[]) => some.map(({ tookMs }) => tookMs);
  expect(Math.max(...took(refused))).toBeLessThan(Math.max(...took(late)));
  await slow.close();
}, 30_000);
