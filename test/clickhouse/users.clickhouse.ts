import { openClickhouse } from '../../src/engine/clickhouse/open';
import { ask } from '../engine/engineBehaviour';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

/** The user's profile decides which settings may be sent. The test server has these users. */
let database: FreshClickhouse;
beforeAll(async () => {
  database = await freshClickhouse();
});
afterAll(() => database.drop());

const open = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return openClickhouse(url.href, { connectWithinMs: 100_000 });
};
const as = (user: string) => open((url) => (url.username = user));
const whenInProcess = (name: string, run: () => Promise<void>) =>
  test(name, async () => {
    if (database.isInProcess) await run();
    else process.stdout.write('A real server lacks the users of the test server.\n');
  });

const SETTINGS = `SELECT getSetting('readonly'), getSetting('join_use_nulls'), getSetting('max_execution_time') > 0`;

whenInProcess('a user with readonly = 2 gets the settings with each statement', async () => {
  const engine = await as('reader');
  expect(await ask(engine, SETTINGS)).toEqual([['2', 't', '1']]);
  await engine.close();
});

whenInProcess('a user with readonly = 1 works if its profile has the settings', async () => {
  const engine = await as('fitting');
  expect(await ask(engine, SETTINGS)).toEqual([['1', 't', '0']]);
  expect(await ask(engine, 'SELECT {p1:String}', ['x'])).toEqual([['x']]);
  await engine.close();
});

whenInProcess('otherwise it is told which settings the profile lacks', async () => {
  await expect(as('fixed')).rejects.toMatchObject({
    code: 'ENGINE_UNAVAILABLE',
    message: expect.stringContaining(
      'the user "default" may change no settings (readonly = 1) and its profile lacks enable_materialized_cte = 1, join_use_nulls = 1,',
    ) as string,
  });
});

test('a wrong password, user or database is named, and no password', async () => {
  const refusals: readonly (readonly [(url: URL) => void, string])[] = [
    [(url) => (url.password = 'hunter2'), 'the user "default" or the password was refused'],
    [(url) => (url.username = 'nobody'), 'the user "nobody" or the password was refused'],
    [(url) => (url.pathname = '/nowhere'), 'there is no database "nowhere"'],
  ];
  for (const [change, reason] of refusals) {
    const error: unknown = await open(change).catch((one: unknown) => one);
    expect(error).toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: `The ClickHouse database cannot be reached: ${reason}.`,
    });
    expect(String((error as Error).message)).not.toMatch(/hunter2|test#pass/);
  }
});
