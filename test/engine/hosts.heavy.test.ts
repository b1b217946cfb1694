import { Client } from 'pg';
import { openPostgres } from '../../src/engine/postgres/open';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { ownPostgres, type OwnPostgres } from '../postgres/ownPostgres';
import { ask } from './engineBehaviour';

/** Two servers with the same database and user; one of them takes no writes. */
let database: FreshDatabase;
let reading: OwnPostgres;
let hosts: { readonly writing: string; readonly reading: string };

beforeAll(async () => {
  database = await freshDatabase();
  reading = await ownPostgres();
  const url = new URL(database.url);
  const owner = new Client({ connectionString: reading.url });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${url.pathname.slice(1)}`);
  await owner.query(`ALTER ROLE postgres PASSWORD ${owner.escapeLiteral(decodeURIComponent(url.password))}`);
  await owner.query(`ALTER DATABASE ${url.pathname.slice(1)} SET default_transaction_read_only = on`);
  await owner.end();
  hosts = { writing: url.host, reading: new URL(reading.url).host };
});
afterAll(async () => {
  await reading.stop();
  await database.drop();
});

test.each([
  ['any', 'reading'],
  ['read-write', 'writing'],
  ['read-only', 'reading'],
  ['primary', 'reading'],
  ['prefer-standby', 'reading'],
] as const)('target_session_attrs=%s uses the server that is %s', async (target, expected) => {
  const { href, host } = new URL(database.url);
  const url = `${href.replace(`@${host}/`, `@${hosts.reading},${hosts.writing}/`)}?target_session_attrs=${target}`;
  const engine = await openPostgres(url);
  const [row] = await ask(engine, "SELECT current_setting('port')");
  await engine.close();
  expect(row).toEqual([hosts[expected].split(':')[1]]);
});
