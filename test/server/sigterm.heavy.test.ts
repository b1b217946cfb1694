import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { ask, holdTasks, question, running, untilAtLeast, untilRunning, type Reply } from './listeningServer';
import { spawnServer } from './spawnServer';

/** The process, as `npm start` runs it, is stopped while it is busy. */
let database: FreshDatabase;
let owner: Client;
beforeAll(async () => {
  database = await productDatabase('none');
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test('a killed server leaves nothing running in the database', async () => {
  const server = await spawnServer({ DATABASE_URL: database.url });
  const held = await holdTasks(database.url);
  const answer = ask(server.url, question(1)).catch(() => undefined);
  await untilAtLeast(owner, 1);
  const exit = once(server.process, 'exit');
  server.process.kill('SIGKILL');
  await exit;
  // PostgreSQL notices within a second or two.
  await untilRunning(owner, 0);
  await answer;
  await held.letGo();
});

test('SIGTERM answers or cancels every request, leaves no statement running, and exits with 0', async () => {
  const server = await spawnServer({ DATABASE_URL: database.url });
  const held = await holdTasks(database.url);
  // Some requests wait for the table; others are answered all the time.
  const waiting = Array.from({ length: 8 }, (_, index) => ask(server.url, question(index)));
  const outcomes = Promise.all(waiting);
  await untilAtLeast(owner, 8);
  const replies: Reply[] = [];
  const cut: unknown[] = [];
  let isStopped = false;
  const workers = Array.from({ length: 10 }, async () => {
    while (!isStopped) {
      // After the server has stopped listening, the system refuses connections.
      const reply = await ask(server.url, '{ metricCatalog { version } }').catch((error: unknown) => cut.push(error));
      if (typeof reply !== 'number') replies.push(reply);
      else return;
    }
  });
  while (replies.length < 20) await pause(20);
  const began = performance.now();
  const exit = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  const called = await outcomes;
  expect(called.map(({ errors }) => errors[0]?.extensions.code)).toEqual(called.map(() => 'CANCELLED'));
  expect(await exit).toEqual([0, null]);
  isStopped = true;
  process.stdout.write(`Ended ${Math.round(performance.now() - began)} ms after SIGTERM.\n`);
  await Promise.all(workers);
  expect(await running(owner)).toBe(0);
  expect(replies.length).toBeGreaterThan(0);
  for (const { status, retryAfter, errors } of replies) {
    if (status === 200) expect(errors).toEqual([]);
    else {
      expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 503, code: 'ENGINE_UNAVAILABLE' });
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
  }
  await held.letGo();
});
