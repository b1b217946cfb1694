import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { changedModel } from '../graphql/changedModel';
import { ask, holdTasks, question } from './listeningServer';
import { spawnServer, type ServerProcess } from './spawnServer';

/**
 * A statement ends at the database when the last client that waits for it has hung up: on a quiet
 * server and on a busy one. The test prints the times (docs/operations.md#figures) and does not
 * check them, because they depend on the machine.
 */
const ROUNDS = Number(process.env['CANCEL_ROUNDS'] ?? 12);
const OTHERS = 20;

let database: FreshDatabase;
let owner: Client;
let model: { path: string; remove(): Promise<void> };
let server: ServerProcess;
beforeAll(async () => {
  database = await productDatabase('none');
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  // A separate process, so that the load does not share a thread with the test. One client sends
  // all of it.
  model = await changedModel('model.yaml', (text) => text.replace('limits:', 'limits:\n  costPerMinute: 2000000000'));
  server = await spawnServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path });
});
afterAll(async () => {
  await server.stop();
  await model.remove();
  await owner.end();
  await database.drop();
});

/** Statements that wait for the table of tasks. The load does not read that table. */
async function waiting(): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where state = 'active' and application_name = 'metergate' and datname = current_database() and query like '%task_generate_log%'`,
  );
  return rows[0]!.n;
}

async function until(count: number): Promise<number> {
  const began = performance.now();
  while ((await waiting()) !== count) await pause(1);
  return performance.now() - began;
}

/**
 * Milliseconds from the moment that the last of two clients hangs up until their statement is gone,
 * in order.
 */
async function measured(): Promise<number[]> {
  const held = await holdTasks(database.url);
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const clients = [new AbortController(), new AbortController()];
    const answers = Promise.allSettled(clients.map(({ signal }) => ask(server.url, question(round), signal)));
    await until(1);
    clients[0]!.abort();
    // The statement goes on for the second client, or begins again if that one arrives only now.
    await until(1);
    clients[1]!.abort();
    took.push(await until(0));
    await answers;
  }
  await held.letGo();
  return took.sort((one, other) => one - other);
}

function tell(took: readonly number[], when: string): void {
  const [median, late, last] = [0.5, 0.95, 1].map((part) => Math.round(took[Math.ceil(took.length * part) - 1]!));
  process.stdout.write(
    `${when}: gone after ${median} ms (median of ${took.length}), ${late} ms (95 %), ${last} ms (the last).\n`,
  );
}

test('a statement ends with its last client on a quiet server', async () => {
  tell(await measured(), 'Alone');
});

test.each([
  [`${OTHERS} others ask twice a second`, 500],
  [`${OTHERS} others ask as fast as they are answered`, 0],
])(
  'a statement ends with its last client while %s',
  async (who, pauseMs) => {
    let isOver = false;
    let answered = 0;
    const others = Array.from({ length: OTHERS }, async (_, index) => {
      await pause((index / OTHERS) * pauseMs);
      for (let days = 0; !isOver; days++) {
        const args = `range: { last: ${1 + ((index * 37 + days) % 400)}, unit: DAY }, grain: WEEK`;
        const { errors } = await ask(server.url, `{ metrics(${args}) { rows { values { new_registrations } } } }`);
        expect(errors).toEqual([]);
        answered += 1;
        if (pauseMs > 0) await pause(pauseMs);
      }
    });
    const began = performance.now();
    const took = await measured();
    const perSecond = Math.round(answered / ((performance.now() - began) / 1_000));
    isOver = true;
    await Promise.all(others);
    tell(took, `While ${who} (${perSecond} answers a second)`);
  },
  60_000,
);
