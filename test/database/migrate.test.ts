import { Client } from 'pg';
import { migrate } from '../../src/server/commands/migrate';
import { StartupProblem } from '../../src/server/startupProblem';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

/** The command's exit code, its output, and its error message. */
async function run(url: string | undefined) {
  const said: string[] = [];
  try {
    return { code: await migrate(url, (line) => said.push(line)), said, complaint: null };
  } catch (error) {
    expect(error).toBeInstanceOf(StartupProblem);
    const { exitCode, message } = error as StartupProblem;
    return { code: exitCode, said, complaint: message };
  }
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

async function ask(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('migrate runs pending migrations once and lists them', async () => {
  const { host, pathname } = new URL(database.url);
  expect(await run(database.url)).toEqual({
    code: 0,
    said: ['Done: create product tables.', 'Done: create metric indexes.', `${host}${pathname} is up to date.`],
    complaint: null,
  });
  expect((await run(database.url)).said).toEqual([`Nothing to do: ${host}${pathname} is up to date.`]);
});

describe('migrate reports in one line', () => {
  const cases: [string, () => string | undefined, RegExp, number][] = [
    ['no address', () => undefined, /^DATABASE_URL is not set\. Set it to/, 1],
    ['an empty address', () => '', /^DATABASE_URL is not set/, 1],
    ['no ClickHouse there', () => 'clickhouse://u:secret@127.0.0.1:1/d', /cannot be reached: .*127\.0\.0\.1/, 3],
    ['no address of PostgreSQL', () => 'mysql://u:secret@h/d', /^DATABASE_URL does not begin with postgres/, 1],
    [
      'nobody there',
      () => 'postgresql://u:secret@127.0.0.1:1/d',
      /^Cannot connect to 127\.0\.0\.1:1: .*ECONNREFUSED/,
      3,
    ],
    ['no such database', () => changed((url) => (url.pathname = '/nowhere')), /^There is no database "nowhere" on /, 3],
  ];
  test.each(cases)('%s', async (_, url, words, exitCode) => {
    const { code, said, complaint } = await run(url());
    expect({ code, said }).toEqual({ code: exitCode, said: [] });
    expect(complaint).toMatch(words);
    expect(complaint).not.toMatch(/\n|secret/);
  });

  test('a role that may not create tables', async () => {
    const role = `weak_${process.pid}`;
    await ask(`create role ${role} login password 'secret'`);
    try {
      const url = changed((url) => Object.assign(url, { username: role, password: 'secret' }));
      expect((await run(url)).complaint).toMatch(new RegExp(`^"${role}" may not do this in .*permission denied`));
    } finally {
      await ask(`drop role ${role}`);
    }
  });

  test('a database with other tables, which stay unchanged', async () => {
    await ask(`create table trade (mine text)`);
    expect((await run(database.url)).complaint).toMatch(
      /has tables of its own: relation "trade" already exists\. No table was changed/,
    );
    expect(await ask(`select to_regclass('"user"') as "user"`)).toEqual([{ user: null }]);
    expect(await ask(`select mine from trade`)).toEqual([]);
  });
});
