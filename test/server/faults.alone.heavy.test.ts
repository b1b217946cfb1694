import { setImmediate as settled, setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from 'pg';
import { Servers } from '../../src/engine/postgres/servers';
import { until } from '../eventually';
import { proxyTo, type Proxy } from '../engine/proxy';
import { ownPostgres, type OwnPostgres } from '../postgres/ownPostgres';
import {
  holdTasks,
  listening,
  migrate,
  question,
  untilRunning,
  untilWaiting,
  type Listening,
  type Reply,
} from './listeningServer';

/**
 * Failures of a database and of the network before it. Each request gets an answer or a documented
 * error, and the gateway recovers without help.
 */
const REQUESTS = Number(process.env['FAULT_REQUESTS'] ?? 200);

let postgres: OwnPostgres;
let proxy: Proxy;
/** Its statements may take as long as they like. */
let patient: Listening;
/** Its statements have three seconds. */
let server: Listening;
beforeAll(async () => {
  postgres = await ownPostgres();
  await migrate(postgres.url);
  proxy = await proxyTo(postgres.url);
  const limits = { timeoutMs: 3_000 };
  const options = { connections: 5, connectWithinMs: 1_000 };
  server = await listening(proxy.url, { ...options, limits });
  patient = await listening(proxy.url, { ...options, limits: { timeoutMs: 120_000 } });
});
afterAll(async () => {
  await server.close();
  await patient.close();
  proxy.close();
  await postgres.stop();
});

const codesOf = ({ errors }: Reply) => errors.map(({ extensions: { code } }) => code);

/**
 * Repeats a query until it is answered, as a client should. Every reply before that is a documented
 * error.
 */
async function persist(query: string, heard: (reply: Reply) => void = () => undefined): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (;;) {
    const reply = await server.ask(query);
    replies.push(reply);
    heard(reply);
    const [error] = reply.errors;
    if (error === undefined) {
      expect(reply.data!['metrics'].rows).toEqual([{ values: { tasks: 0 } }]);
      return replies;
    }
    // On a busy machine the request may also run out of time, which gives QUERY_TIMEOUT.
    const { code, retryAfterMs } = error.extensions;
    if (code !== 'QUERY_TIMEOUT')
      expect({ code, retryAfterMs }).toEqual({ code: 'ENGINE_UNAVAILABLE', retryAfterMs: expect.any(Number) });
    await pause(Math.min(retryAfterMs ?? 300, 300));
  }
}

/**
 * Sends `count` requests, twenty at a time. Calls `at` with the number of requests that have begun.
 */
async function load(count: number, at: (begun: number) => void, heard?: (reply: Reply) => void): Promise<Reply[]> {
  let begun = 0;
  const worker = async (): Promise<Reply[]> => {
    const replies: Reply[] = [];
    while (begun < count) {
      at(++begun);
      replies.push(...(await persist(question(begun), heard)));
    }
    return replies;
  };
  return (await Promise.all(Array.from({ length: 20 }, worker))).flat();
}

test(`PostgreSQL may be killed and started again in the middle of ${REQUESTS} requests`, async () => {
  let restarted: Promise<void> | undefined;
  let refusals = 0;
  // The outage lasts until this many requests were rejected, several times the number that run at
  // once.
  const OUTAGE = 60;
  let tried = 0;
  const restart = async () => {
    await postgres.kill();
    const before = proxy.connections;
    const first = refusals;
    await until(() => refusals >= first + OUTAGE);
    tried = proxy.connections - before;
    await postgres.start();
  };
  const replies = await load(
    REQUESTS,
    (begun) => {
      if (begun === REQUESTS / 4) restarted = restart();
    },
    ({ errors }) => (refusals += Number(errors[0]?.extensions.code === 'ENGINE_UNAVAILABLE')),
  );
  await restarted;
  const refused = replies.filter(({ errors }) => errors.length > 0);
  process.stdout.write(`${REQUESTS} answered; on the way ${refused.length} were told to come again.\n`);
  expect(replies.length - refused.length).toBe(REQUESTS);
  expect(refused.length).toBeGreaterThanOrEqual(OUTAGE);
  // Not every rejected request tries to connect (test/unit/outage.test.ts).
  expect(tried).toBeLessThan(OUTAGE);
});

test('requests are answered although connections are reset', async () => {
  const replies = await load(REQUESTS / 2, (begun) => {
    if (begun % 20 === 0) proxy.reset();
  });
  expect(replies.filter(({ errors }) => errors.length === 0)).toHaveLength(REQUESTS / 2);
});

test('a connection reset during a statement gives ENGINE_UNAVAILABLE', async () => {
  const owner = new Client({ connectionString: postgres.url });
  await owner.connect();
  const held = await holdTasks(postgres.url);
  try {
    // Not asked before, so nothing is looked up for a kept answer and cut in its place.
    const asked = [1001, 1002, 1003].map((days) => patient.ask(question(days)));
    await untilWaiting(owner, 3);
    proxy.reset();
    const replies = await Promise.all(asked);
    expect(replies.map(codesOf)).toEqual([1, 2, 3].map(() => ['ENGINE_UNAVAILABLE']));
  } finally {
    await held.letGo();
    await owner.end();
  }
  await persist(question(1));
});

test('requests fail in time on a network that silently drops everything, and succeed when it is back', async () => {
  await persist(question(1));
  proxy.stall();
  // Requests with a connection hear nothing until their deadline.
  const late = await Promise.all([1, 2, 3].map((days) => server.ask(question(days))));
  for (const reply of late) {
    expect(['QUERY_TIMEOUT', 'ENGINE_UNAVAILABLE']).toContain(codesOf(reply)[0]);
  }
  // Those connections are discarded, and new ones cannot be made.
  await until(async () => codesOf(await server.ask(question(4)))[0] === 'ENGINE_UNAVAILABLE');
  // From now on requests fail at once: at most one of several tries to connect.
  const before = proxy.connections;
  const soon = await Promise.all([5, 6, 7, 8].map((days) => server.ask(question(days))));
  expect(soon.map(codesOf)).toEqual(soon.map(() => ['ENGINE_UNAVAILABLE']));
  expect(proxy.connections - before).toBeLessThanOrEqual(1);
  proxy.resume();
  await persist(question(9));
});

test('a server that falls silent after the login takes no turn for ever', async () => {
  const client = new Client({ connectionString: proxy.url });
  client.on('error', () => undefined);
  await client.connect();
  proxy.stall();
  await expect(new Servers(new Set([client])).meet(client, 50)).rejects.toThrow(/timeout/);
  proxy.resume();
  await client.end();
});

test('statements past their deadline are ended and leave nothing behind', async () => {
  const owner = new Client({ connectionString: postgres.url });
  await owner.connect();
  const held = await holdTasks(postgres.url);
  try {
    const replies = await Promise.all(Array.from({ length: 30 }, (_, index) => server.ask(question(2001 + index))));
    for (const reply of replies) {
      expect(['QUERY_TIMEOUT', 'ENGINE_UNAVAILABLE']).toContain(codesOf(reply)[0]);
    }
    expect(replies.filter((reply) => codesOf(reply)[0] === 'QUERY_TIMEOUT').length).toBeGreaterThan(0);
    await untilRunning(owner, 0);
  } finally {
    await held.letGo();
    await owner.end();
  }
  await persist(question(1));
});

test('memory returns to its level after many resets', async () => {
  const heap = await collector();
  const round = async () => {
    await load(REQUESTS / 4, (begun) => {
      if (begun % 20 === 0) proxy.reset();
    });
    return heap();
  };
  await round();
  const before = await round();
  const after = [await round(), await round()];
  process.stdout.write(`Heap: ${[before, ...after].map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(', ')} MB.\n`);
  // Objects on their way out may stay for a while.
  await until(async () => Math.min(...after, await heap()) - before < 5 * 2 ** 20);
});

/** The bytes on the heap after a garbage collection. */
async function collector(): Promise<() => Promise<number>> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return async () => {
    await settled();
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
}
