import { forItself } from '../../src/engine/asker';
import type { Engine } from '../../src/engine/engine';
import type { Parameter } from '../../src/sql/statement';

/** Runs a text on an engine. The deadline is generous unless a test sets it. */
export function ask(engine: Engine, text: string, parameters: readonly Parameter[] = [], deadlineMs = 30_000) {
  return engine.run({ text, parameters }, forItself(deadlineMs));
}

/** A statement with its parameters. */
export type Asked = readonly [text: string, parameters?: readonly Parameter[]];

/** The SQL of one database for the behaviour that every engine must have. */
export interface BehaviourSql {
  /** A row of values of several types, and their text. */
  readonly values: readonly [text: string, row: readonly (string | null)[]];
  /** The JSON of one array of texts. */
  readonly words: (words: readonly string[]) => Asked;
  /** The size of an array of whole numbers, whether a text is null, and a boolean. */
  readonly scalars: (numbers: readonly number[], text: string | null, flag: boolean) => Asked;
  /** The number of characters of a text. */
  readonly length: (text: string) => Asked;
  /** The numbers from 1, and the double of each, both as `x`. */
  readonly sameNames: (rows: number) => Asked;
  /** Statements that would write, and the code of the database's error. */
  readonly writes: readonly (readonly [text: string, code: string])[];
  /** Statements that fail, and the code. */
  readonly mistakes: readonly (readonly [asked: Asked, code: string])[];
}

/** The behaviour that every engine must have. */
export function behavesAsEngine(open: () => Engine, of: BehaviourSql): void {
  test('values come as text, null as null, instants in UTC', async () => {
    const [text, row] = of.values;
    expect(await ask(open(), text)).toEqual([row]);
  });

  test('arrays travel as one parameter, whatever their values contain', async () => {
    const words = ['', 'NULL', 'a"b', 'a\\b', '\\N', '{x,y}', "it's", 'a\tb\nc\r', '中文'];
    const [[json] = []] = await ask(open(), ...of.words(words));
    expect(JSON.parse(json ?? '')).toEqual(words);
    expect(await ask(open(), ...of.scalars([], null, true))).toEqual([['0', 't', 't']]);
    expect(await ask(open(), ...of.scalars([1, 2], '\\N', false))).toEqual([['2', 'f', 'f']]);
  });

  test('a parameter of one megabyte arrives complete', async () => {
    expect(await ask(open(), ...of.length('界'.repeat(400_000)))).toEqual([['400000']]);
  });

  test('columns with the same name stay separate, and many rows arrive', async () => {
    const rows = await ask(open(), ...of.sameNames(50_000));
    expect(rows).toHaveLength(50_000);
    expect(rows.at(-1)).toEqual(['50000', '100000']);
  });

  test('no text can write anything', async () => {
    for (const [text, code] of of.writes) await expect(ask(open(), text)).rejects.toMatchObject({ code });
  });

  test('after an error the next statement works', async () => {
    for (const [asked, code] of of.mistakes) await expect(ask(open(), ...asked)).rejects.toMatchObject({ code });
    expect(await ask(open(), ...of.length('seven'))).toEqual([['5']]);
  });
}

/** The SQL for engines with PostgreSQL's protocol. */
export const POSTGRES: BehaviourSql = {
  values: [
    `SELECT 12345678901234567890.123456789::numeric, 9007199254740993::int8, 1.5::float8,
      '2024-03-10 01:30:00+08'::timestamptz, true, 'naïve 中文', NULL, ARRAY[1, 2]`,
    [
      '12345678901234567890.123456789',
      '9007199254740993',
      '1.5',
      '2024-03-09 17:30:00+00',
      't',
      'naïve 中文',
      null,
      '{1,2}',
    ],
  ],
  words: (words) => ['SELECT to_json($1::text[])::text', [words]],
  scalars: (...values) => ['SELECT cardinality($1::int[]), $2::text IS NULL, $3::boolean', values],
  length: (text) => ['SELECT length($1::text)', [text]],
  sameNames: (rows) => ['SELECT g AS x, g * 2 AS x FROM generate_series(1, $1::int) AS g', [rows]],
  writes: [
    ['CREATE TABLE x (y int)', '25006'],
    ['INSERT INTO event VALUES (1)', '25006'],
    ['SELECT 1; DROP TABLE event', '42601'],
  ],
  mistakes: [
    [['SELECT 1 / $1::int', [0]], '22012'],
    [['SELEC $1', [0]], '42601'],
    [['SELECT $1::int', ['x']], '22P02'],
  ],
};

/** Columns as PostgreSQL describes them, for {@link TABLES}. */
export function describesColumns(open: () => Engine): void {
  test('arrays of instants and of numbers are typed', async () => {
    const instants = ['2024-01-01T00:00:00Z', '2024-01-02T00:00:00Z'];
    const text = 'SELECT to_json($1::bigint[])::text, width_bucket($2::timestamptz, $3::timestamptz[])';
    expect(await ask(open(), text, [[1, 2], '2024-01-01T12:00:00Z', instants])).toEqual([['[1,2]', '1']]);
  });

  test('columns are described, with their tables, views and visibility', async () => {
    const found = (await open().columns()).filter(({ table }) =>
      ['event', 'event_by_kind', 'event_daily'].includes(table),
    );
    expect(found.map(({ schema, table, column, type, visible }) => [schema, table, column, type, visible])).toEqual([
      ['public', 'event', 'id', 'bigint', true],
      ['public', 'event', 'kind', 'character varying', true],
      ['public', 'event', 'amount', 'numeric', true],
      ['public', 'event', 'at', 'timestamp with time zone', true],
      ['public', 'event', 'country', 'text', true],
      ['public', 'event_by_kind', 'kind', 'character varying', true],
      ['public', 'event_by_kind', 'events', 'bigint', true],
      ['public', 'event_daily', 'day', 'timestamp without time zone', true],
      ['archive', 'event', 'id', 'integer', false],
    ]);
  });

  test('the engine knows by which columns an index finds rows', async () => {
    const found = await open().columns();
    // Not listed: the index of `amount` is partial, `country`'s is a hash; `amount` follows an
    // expression in one, and is only included in another.
    expect(found.flatMap(({ column, indexes }) => indexes.map((columns) => [column, columns]))).toEqual([
      ['id', ['id']],
      ['kind', ['kind']],
      ['at', ['at', 'kind']],
      ['at', ['at']],
    ]);
  });
}

/** The tables that the tests above query. */
export const TABLES = `
  CREATE DOMAIN country AS text;
  CREATE TABLE event (id bigint PRIMARY KEY, kind varchar(20), amount numeric(10, 2), at timestamptz, country country);
  ALTER TABLE event ADD COLUMN gone int;
  ALTER TABLE event DROP COLUMN gone;
  CREATE INDEX ON event (at, kind);
  CREATE INDEX ON event (kind, (abs(amount)), at);
  CREATE INDEX ON event (at) INCLUDE (amount);
  CREATE INDEX ON event (amount) WHERE amount > 0;
  CREATE INDEX ON event USING hash ((country::text));
  CREATE VIEW event_by_kind AS SELECT kind, count(*) AS events FROM event GROUP BY kind;
  CREATE MATERIALIZED VIEW event_daily AS SELECT date_trunc('day', at AT TIME ZONE 'UTC') AS day FROM event;
  CREATE SCHEMA archive;
  CREATE TABLE archive.event (id int)`;
