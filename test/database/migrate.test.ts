import { Client } from 'pg';
import { migrate } from '../../src/server/migrate';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

/** The command's exit code and all it said. */
async function run(url: string | undefined, ...args: string[]) {
  const said: string[] = [];
  const complaints: string[] = [];
  const code = await migrate(args, url, { say: (line) => said.push(line), complain: (line) => complaints.push(line) });
  return { code, said, complaints };
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

test('runs what is due and says so, once', async () => {
  const { host, pathname } = new URL(database.url);
  expect(await run(database.url)).toEqual({
    code: 0,
    said: ['Done: create product tables.', 'Done: create metric indexes.', `${host}${pathname} is up to date.`],
    complaints: [],
  });
  expect((await run(database.url)).said).toEqual([`Nothing to do: ${host}${pathname} is up to date.`]);
});

test('--help explains without touching a database', async () => {
  const { code, said } = await run(undefined, '--help');
  expect(code).toBe(0);
  expect(said.join()).toContain('DATABASE_URL=postgresql://');
});

describe('says in one line what is wrong', () => {
  const cases: [string, () => string | undefined, RegExp][] = [
    ['no address', () => undefined, /^DATABASE_URL is not set\. Set it to/],
    ['an empty address', () => '', /^DATABASE_URL is not set/],
    ['no address of PostgreSQL', () => 'mysql://u:secret@h/d', /^DATABASE_URL is no PostgreSQL address/],
    ['nobody there', () => 'postgresql://u:secret@127.0.0.1:1/d', /^Cannot connect to 127\.0\.0\.1:1: .*ECONNREFUSED/],
    ['no such database', () => changed((url) => (url.pathname = '/nowhere')), /^There is no database "nowhere" on /],
  ];
  test.each(cases)('%s', async (_, url, words) => {
    const { code, said, complaints } = await run(url());
    expect({ code, said }).toEqual({ code: 1, said: [] });
    expect(complaints).toEqual([expect.stringMatching(words)]);
    expect(complaints[0]).not.toMatch(/\n|secret/);
  });

  test('an unknown argument', async () => {
    expect((await run(database.url, '--frob')).complaints).toEqual(['Unknown argument --frob; see --help.']);
    expect(await ask(`select to_regclass('trade') as trade`)).toEqual([{ trade: null }]);
  });

  test('a role that may not create tables', async () => {
    const role = `weak_${process.pid}`;
    await ask(`create role ${role} login password 'secret'`);
    try {
      const url = changed((url) => Object.assign(url, { username: role, password: 'secret' }));
      expect((await run(url)).complaints).toEqual([
        expect.stringMatching(new RegExp(`^"${role}" may not do this in .*permission denied`)),
      ]);
    } finally {
      await ask(`drop role ${role}`);
    }
  });

  test('a database with tables of its own, which stay as they are', async () => {
    await ask(`create table trade (mine text)`);
    expect((await run(database.url)).complaints).toEqual([
      expect.stringMatching(/has tables of its own: relation "trade" already exists\. No table was changed/),
    ]);
    expect(await ask(`select to_regclass('"user"') as "user"`)).toEqual([{ user: null }]);
    expect(await ask(`select mine from trade`)).toEqual([]);
  });
});
