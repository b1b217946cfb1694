import { openPostgres } from '../../src/engine/postgres/open';
import { until } from '../eventually';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { ask } from './engineBehaviour';
import { proxyTo } from './proxy';

/** Several hosts in one URL. Port 1 is closed. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** The URL with these hosts in place of its own. */
function among(hosts: string, parameters = ''): string {
  const { host } = new URL(database.url);
  return database.url.replace(`@${host}/`, `@${hosts}/`) + parameters;
}
const here = () => new URL(database.url).host;

async function refusal(url: string): Promise<string> {
  try {
    await (await openPostgres(url)).close();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It connected.');
}

test('the first host that answers is used', async () => {
  for (const hosts of [`127.0.0.1:1,${here()}`, `${here()},127.0.0.1:1`, `no-such-host.invalid,${here()}`]) {
    const engine = await openPostgres(among(hosts));
    expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
    await engine.close();
  }
});

test('each new connection tries the hosts in order', async () => {
  const [first, second] = [await proxyTo(database.url), await proxyTo(database.url)];
  const hosts = [first, second].map(({ url }) => new URL(url).host).join(',');
  const engine = await openPostgres(among(hosts, '?sslmode=disable'));
  expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
  expect([first.connections > 0, second.connections]).toEqual([true, 0]);
  first.close();
  await until(() =>
    ask(engine, 'SELECT 2').then(
      () => second.connections > 0,
      () => false,
    ),
  );
  expect(await ask(engine, 'SELECT 3')).toEqual([['3']]);
  await engine.close();
  second.close();
});

test('an error names each host', async () => {
  expect(await refusal(among('127.0.0.1:1,127.0.0.1:2'))).toBe(
    'The PostgreSQL database cannot be reached: nothing listens at 127.0.0.1:1; nothing listens at 127.0.0.1:2.',
  );
  const primary = `${here()},127.0.0.1:1`;
  expect(await refusal(among(primary, '?target_session_attrs=standby'))).toBe(
    `The PostgreSQL database cannot be reached: the server at ${here()} is not a standby (target_session_attrs=standby); nothing listens at 127.0.0.1:1.`,
  );
});

test('a host that refuses the login ends the search', async () => {
  const url = new URL(database.url);
  url.password = 'wrong-secret';
  const message = await refusal(url.href.replace(`@${url.host}/`, `@${url.host},127.0.0.1:1/`));
  expect(message).toContain('the password of the user "postgres" was refused');
  expect(message).not.toMatch(/wrong-secret|127\.0\.0\.1:1/);
});

test('only a server that the URL wants is used', async () => {
  const readOnly = `&options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
  const found = async (wanted: string, options = '') => {
    const engine = await openPostgres(among(here(), `?target_session_attrs=${wanted}${options}`));
    const rows = await ask(engine, 'SELECT 1');
    await engine.close();
    return rows;
  };
  for (const wanted of ['any', 'read-write', 'primary', 'prefer-standby']) expect(await found(wanted)).toEqual([['1']]);
  for (const wanted of ['any', 'read-only', 'primary']) expect(await found(wanted, readOnly)).toEqual([['1']]);
  await expect(found('read-only')).rejects.toThrow('is not one that only reads');
  await expect(found('read-write', readOnly)).rejects.toThrow('is not one that takes writes');
  await expect(found('master')).rejects.toThrow('has target_session_attrs=master; use one of any, read-write');
});
