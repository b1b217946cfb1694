import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { until } from '../eventually';
import { untilAtLeast } from './listeningServer';
import { ask, endlessGrace, startServer } from './startServer';

/** Closing a server: open requests are answered, and nothing stays open. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase('none');
});
afterAll(() => database.drop());

const QUERY = '{ metrics(range: { last: 1, unit: DAY }) { rows { values { tasks } } } }';

/** A server with a request that waits until the test releases the table. */
async function waiting() {
  const server = await startServer({ DATABASE_URL: database.url });
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin; lock table task_generate_log in access exclusive mode');
  const answer = ask(server.url, QUERY);
  answer.catch(() => undefined);
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await untilAtLeast(owner, 1);
  await owner.end();
  return { server, answer, letGo: () => holder.end() };
}

test('an open request is answered before the server ends', async () => {
  const { server, answer, letGo } = await waiting();
  const restore = endlessGrace();
  const closing = server.close();
  const isRefused = (error: Error) => error.message === 'fetch failed';
  await until(() => fetch(`${server.url}/healthz`).then(() => false, isRefused));
  await expect(ask(server.url, QUERY)).rejects.toThrow('fetch failed');
  await letGo();
  expect(await answer).toEqual({ data: { metrics: { rows: [{ values: { tasks: 0 } }] } } });
  await closing;
  restore();
});

test('a request that takes too long is cancelled, and the client gets an answer that says so', async () => {
  const { server, answer, letGo } = await waiting();
  await server.close();
  const { data, errors } = await answer;
  expect(data).toEqual({ metrics: null });
  expect(errors).toMatchObject([{ extensions: { code: 'CANCELLED' } }]);
  await letGo();
});

test('nothing stays open after the server has closed', async () => {
  const open = () =>
    process
      .getActiveResourcesInfo()
      .filter((name) => /TCP|Pipe|Process|Worker|MessagePort/.test(name))
      .sort();
  const before = open();
  const server = await startServer({ DATABASE_URL: database.url });
  // These leave connections that are kept alive.
  await Promise.all([
    ask(server.url, QUERY),
    ask(server.url, QUERY),
    fetch(`${server.url}/healthz`).then((one) => one.text()),
  ]);
  await Promise.all([server.close(), server.close()]);
  // Handles of an earlier test may close meanwhile; no new ones may appear.
  const added = () => {
    const left = [...before];
    return open().filter((name) => {
      const known = left.indexOf(name);
      if (known >= 0) left.splice(known, 1);
      return known < 0;
    });
  };
  await until(() => added().length === 0);
});
