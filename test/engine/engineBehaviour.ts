import { forItself } from '../../src/engine/asker';
import type { Engine } from '../../src/engine/engine';
import type { Parameter } from '../../src/sql/statement';

/** Runs a text on an engine. The deadline is generous unless a test sets it. */
export function ask(engine: Engine, text: string, parameters: readonly Parameter[] = [], deadlineMs = 30_000) {
  return engine.run({ text, parameters }, forItself(deadlineMs));
}

/** The behaviour that every engine with PostgreSQL's protocol must have. */
export function behavesAsEngine(open: () => Engine): void {
  test('values come as text, null as null, instants in UTC', async () => {
    const text = `SELECT 12345678901234567890.123456789::numeric, 9007199254740993::int8, 1.5::float8,
      '2024-03-10 01:30:00+08'::timestamptz, true, 'naïve 中文', NULL, ARRAY[1, 2]`;
    expect(await ask(open(), text)).toEqual([
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
    ]);
  });

  test('arrays travel as one parameter, whatever their values contain', async () => {
    const words = ['', 'NULL', 'a"b', 'a\\b', '{x,y}', "it's", '中文'];
    const instants = ['2024-01-01T00:00:00Z', '2024-01-02T00:00:00Z'];
    const text =
      'SELECT to_json($1::text[])::text, to_json($2::bigint[])::text, width_bucket($3::timestamptz, $4::timestamptz[])';
    const rows = await ask(open(), text, [words, [1, 2], '2024-01-01T12:00:00Z', instants]);
    expect(rows.map(([first, second, third]) => [JSON.parse(first ?? '') as unknown, second, third])).toEqual([
      [words, '[1,2]', '1'],
    ]);
    expect(await ask(open(), 'SELECT cardinality($1::int[]), $2::text IS NULL, $3::boolean', [[], null, true])).toEqual(
      [['0', 't', 't']],
    );
  });

  test('a parameter of one megabyte arrives complete', async () => {
    const large = '界'.repeat(400_000);
    expect(
      await ask(open(), 'SELECT length($1::text), md5($1::text) = md5(repeat($2, 400000))', [large, '界']),
    ).toEqual([['400000', 't']]);
  });

  test('columns with the same name stay separate, and many rows arrive', async () => {
    const rows = await ask(open(), 'SELECT g AS x, g * 2 AS x FROM generate_series(1, 50000) AS g');
    expect(rows).toHaveLength(50_000);
    expect(rows.at(-1)).toEqual(['50000', '100000']);
  });

  test('no text can write anything', async () => {
    await expect(ask(open(), 'CREATE TABLE x (y int)')).rejects.toMatchObject({ code: '25006' });
    await expect(ask(open(), 'INSERT INTO event VALUES (1)')).rejects.toMatchObject({ code: '25006' });
    await expect(ask(open(), 'SELECT 1; DROP TABLE event')).rejects.toMatchObject({ code: '42601' });
  });

  test('after an error the next statement works', async () => {
    await expect(ask(open(), 'SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(ask(open(), 'SELEC $1', [0])).rejects.toMatchObject({ code: '42601' });
    await expect(ask(open(), 'SELECT $1::int', ['x'])).rejects.toMatchObject({ code: '22P02' });
    expect(await ask(open(), 'SELECT $1::int', [7])).toEqual([['7']]);
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
    const found = (await open().columns()).filter(({ leadsIndex }) => leadsIndex);
    // Not listed: `kind` is second in an index, the index of `amount` is partial, `country`'s is a
    // hash.
    expect(found.map(({ schema, table, column }) => `${schema}.${table}.${column}`)).toEqual([
      'public.event.id',
      'public.event.at',
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
  CREATE INDEX ON event (amount) WHERE amount > 0;
  CREATE INDEX ON event USING hash ((country::text));
  CREATE VIEW event_by_kind AS SELECT kind, count(*) AS events FROM event GROUP BY kind;
  CREATE MATERIALIZED VIEW event_daily AS SELECT date_trunc('day', at AT TIME ZONE 'UTC') AS day FROM event;
  CREATE SCHEMA archive;
  CREATE TABLE archive.event (id int)`;
