import { Client } from 'pg';
import { checkTables as checkTypes } from '../../src/engine/checkTables';
import { checkDatabase, POSTGRES_TYPES } from '../../src/engine/postgres/check';
import type { DatabaseColumn } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { DEFAULT_LIMITS } from '../../src/registry/grammar/file';
import type { Registry } from '../../src/model/registry';
import type { ColumnType, Table } from '../../src/model/table';
import { freshDatabase } from '../postgres/freshDatabase';

let lines = 0;
const place = () => ({ file: 'tables.yaml', line: ++lines });

function table(name: string, columns: Readonly<Record<string, ColumnType>>, schema: string | null = null): Table {
  const own = place();
  const entries = Object.entries(columns).map(
    ([key, type]) =>
      [
        key,
        {
          key,
          name: key,
          type,
          timeZone: type === 'timestamp' ? 'UTC' : null,
          computed: null,
          sourceLocation: place(),
        },
      ] as const,
  );
  return {
    key: name,
    source: { kind: 'relation', schema, name },
    filter: { kind: 'all', of: [] },
    primaryKey: [entries[0]?.[0] ?? ''],
    isKeyTrusted: false,
    settles: null,
    time: null,
    columns: new Map(entries),
    parents: new Map(),
    sourceLocation: own,
  };
}

function registry(...tables: readonly Table[]): Registry {
  return {
    version: '',
    timeZone: 'UTC',
    locale: 'en',
    locales: ['en', 'zh'],
    limits: DEFAULT_LIMITS,
    groups: new Map(),
    tables: new Map(tables.map((one) => [one.key, one])),
    dimensions: new Map(),
    metrics: new Map(),
    roles: new Map(),
    hidden: new Map(),
  };
}

/** The same table, defined by a select. */
function select(text: string, columns: Readonly<Record<string, ColumnType>>): Table {
  return { ...table('selected', columns), source: { kind: 'sql', text } };
}

const checkTables = (tables: Registry, found: readonly DatabaseColumn[]) =>
  checkTypes(tables, found, new Map(), POSTGRES_TYPES);

let columns: readonly DatabaseColumn[];
let check: (...tables: readonly Table[]) => Promise<readonly string[]>;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`
    CREATE TYPE mood AS ENUM ('good', 'bad');
    CREATE TABLE event (id int, kind varchar, amount numeric, at timestamptz, mood mood, rate real, code char(3), day date, written timestamp, ref uuid, done boolean);
    CREATE DOMAIN state AS mood;
    ALTER TABLE event ADD COLUMN state state;
    CREATE SCHEMA archive;
    CREATE TABLE archive.event (id text);
    CREATE TABLE archive.old (id bigint);
    CREATE VIEW recent AS SELECT id, mood::text AS mood FROM event`);
  await owner.end();
  const engine = await openPostgres(database.url);
  columns = await engine.columns();
  check = (...tables) => checkDatabase(registry(...tables), engine);
  close = async () => {
    await engine.close();
    await database.drop();
  };
});
afterAll(() => close());
beforeEach(() => {
  lines = 0;
});

test('a narrower type fits: integers for larger ones, varchar for text, and views fit as tables', () => {
  const event = table('event', {
    id: 'bigint',
    kind: 'text',
    amount: 'numeric',
    at: 'timestamptz',
    written: 'timestamp',
  });
  const old = table('old', { id: 'numeric' }, 'archive');
  expect(checkTables(registry(event, old, table('recent', { id: 'integer', mood: 'text' })), columns)).toEqual([]);
});

test('every problem is reported at once, with its file and line, the actual type and what to do', () => {
  const event = table('event', {
    id: 'text',
    kynd: 'text',
    amount: 'bigint',
    mood: 'text',
    rate: 'numeric',
    code: 'text',
    day: 'timestamptz',
    written: 'timestamptz',
    zzz: 'text',
  });
  const problems = checkTables(
    registry(event, table('evnt', { id: 'bigint' }), table('old', { id: 'bigint' })),
    columns,
  );
  expect(problems).toEqual([
    'tables.yaml:2: the column "id" of "event" is integer in the database — expected text, character varying for the declared text; declare it integer',
    'tables.yaml:3: the table "event" has no column "kynd" — expected text; did you mean "kind"?',
    'tables.yaml:4: the column "amount" of "event" is numeric in the database — expected bigint, integer, smallint for the declared bigint; declare it numeric',
    'tables.yaml:5: the column "mood" of "event" is enum in the database — expected text, character varying for the declared text; declare it enum',
    'tables.yaml:6: the column "rate" of "event" is real in the database — expected numeric, bigint, integer, smallint for the declared numeric; read it through a view that casts it to numeric',
    'tables.yaml:7: the column "code" of "event" is character in the database — expected text, character varying for the declared text; read it through a view that casts it to text',
    'tables.yaml:8: the column "day" of "event" is date in the database — expected timestamp with time zone for the declared timestamptz; declare it date',
    'tables.yaml:9: the column "written" of "event" is timestamp without time zone in the database — expected timestamp with time zone for the declared timestamptz; declare it timestamp',
    'tables.yaml:10: the table "event" has no column "zzz" — expected text',
    'tables.yaml:11: no table "evnt" in the database — expected a table or view "evnt" that this connection may read; did you mean "event"?',
    'tables.yaml:13: no table "old" on the search path — expected a table or view "old" that this connection may read; there is one in the schema "archive"',
  ]);
});

test('a bare name means the first on the search path, a schema means itself', () => {
  expect(checkTables(registry(table('event', { id: 'text' }, 'archive')), columns)).toEqual([]);
  expect(checkTables(registry(table('event', { id: 'integer' })), columns)).toEqual([]);
  const [problem] = checkTables(registry(table('event', { id: 'text' }, 'nowhere')), columns);
  expect(problem).toContain('no table "event" in the schema "nowhere"');
  expect(problem).toContain('there is one in the schema "public"');
});

test('enums, uuids, dates and booleans are declared as such', () => {
  const event = table('event', { mood: 'enum', day: 'date', ref: 'uuid', done: 'boolean', state: 'enum' });
  expect(checkTables(registry(event), columns)).toEqual([]);
  const wrong = table('event', { mood: 'boolean', day: 'timestamp', ref: 'text' });
  expect(checkTables(registry(wrong), columns).map((line) => line.replace(/.* — expected /, ''))).toEqual([
    'boolean for the declared boolean; declare it enum',
    'timestamp without time zone for the declared timestamp; declare it date',
    'text, character varying for the declared text; declare it uuid',
  ]);
});

describe('a table that is a select', () => {
  test('the database describes it without running it', async () => {
    const text =
      "select e.id, e.mood, e.state, 'x' as word, e.day, pg_sleep(60)::text as late from event as e -- all of it";
    const declared = { id: 'bigint', mood: 'enum', state: 'enum', word: 'text', day: 'date', late: 'text' } as const;
    expect(await check(select(text, declared))).toEqual([]);
  });

  test('it must have the declared columns, in their types', async () => {
    const problems = await check(
      select('select id, rate, id as "wo rd" from event', { id: 'text', rat: 'numeric', rate: 'numeric' }),
    );
    expect(problems).toEqual([
      'tables.yaml:2: the column "id" of the `sql` of "selected" is integer in the database — expected text, character varying for the declared text; declare it integer',
      'tables.yaml:3: the `sql` of "selected" has no column "rat" — expected numeric; did you mean "rate"?',
      'tables.yaml:4: the column "rate" of the `sql` of "selected" is real in the database — expected numeric, bigint, integer, smallint for the declared numeric; read it through a view that casts it to numeric',
    ]);
  });

  test.each([
    ['select id from evnt', 'relation "evnt" does not exist'],
    ['selct 1', 'syntax error at or near "1"'],
    ['select id from event) as x, (select 1', 'syntax error at or near ")"'],
    ['delete from event returning id', 'syntax error'],
    ['select id, rate as id from event', 'ambiguous'],
  ])('a bad select is rejected in the words of the database: %s', async (text, told) => {
    const [problem, ...more] = await check(select(text, { id: 'bigint' }));
    expect(more).toEqual([]);
    expect(problem).toMatch(/^tables\.yaml:1: the database refuses the `sql` of "selected": .* — expected a select$/s);
    expect(problem).toContain(told);
  });
});
