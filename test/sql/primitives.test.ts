import { Client } from 'pg';
import { compile } from '../../src/sql/compile';
import { write, type Primitives } from '../../src/sql/dialect';
import { parameter, sql, type Sql } from '../../src/sql/fragment';
import type { RowPrimitives } from '../../src/sql/rowPrimitives';
import { postgresDialect } from '../../src/sql/postgres/dialect';

// Each primitive as PostgreSQL writes it, and the value that the database returns.

const client = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
beforeAll(() => client.connect());
afterAll(() => client.end());

const AT = sql`timestamptz '2026-05-02 00:00Z'`;
const NUMBERS = parameter([3, 5], 'int[]');
const TEXT = sql`'b'`;
const ROWS = sql`(values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at)`;

// `property/computed` tries those of expressions over the columns of a row.

/** The SQL that is expected, and the value of `select …` as text. */
interface Case {
  readonly written: Sql;
  readonly text: string;
  readonly value: string | null;
}

const EXPRESSIONS: { readonly [K in Exclude<keyof Primitives, Clause | keyof RowPrimitives>]: Case } = {
  cast: { written: write('cast', sql`1`, 'numeric'), text: '1::numeric', value: '1' },
  nullOf: { written: write('nullOf', 'instant'), text: 'null::timestamptz', value: null },
  elementAt: { written: write('elementAt', NUMBERS, sql`2`), text: '($1::int[])[2]', value: '5' },
  isOneOf: { written: write('isOneOf', sql`3`, NUMBERS), text: '3 = any ($1::int[])', value: 'true' },
  isNoneOf: { written: write('isNoneOf', sql`3`, NUMBERS), text: '3 <> all ($1::int[])', value: 'false' },
  bucketIndex: {
    written: write('bucketIndex', AT, [Date.parse('2026-05-01T00:00Z'), Date.parse('2026-05-02T00:00Z')]),
    text: "width_bucket(timestamptz '2026-05-02 00:00Z', $1::timestamptz[])",
    value: '2',
  },
  instantOfLocal: {
    written: sql`${write('instantOfLocal', sql`timestamp '2026-05-02 02:00'`, 'Europe/Berlin')} = ${AT}`,
    text: "(timestamp '2026-05-02 02:00' at time zone $1::text) = timestamptz '2026-05-02 00:00Z'",
    value: 'true',
  },
  // Clocks were turned back from 1:00 to 0:00: midnight was there twice, and the first is meant.
  firstInstantOf: {
    written: sql`${write('firstInstantOf', sql`date '2023-10-29'`, 'Atlantic/Azores')} = '2023-10-29 00:00Z'`,
    text: expect.stringMatching(/^least\(date '2023-10-29'::timestamp at time zone \$1::text, case when /) as string,
    value: 'true',
  },
  epochMilliseconds: {
    written: write('epochMilliseconds', AT),
    text: "floor(extract(epoch from (timestamptz '2026-05-02 00:00Z')) * 1000)",
    value: String(Date.parse('2026-05-02T00:00Z')),
  },
  isAfterMinusInfinity: {
    written: write('isAfterMinusInfinity', sql`date '-infinity'`),
    text: "date '-infinity' > '-infinity'",
    value: 'false',
  },
  isBeforeInfinity: {
    written: write('isBeforeInfinity', sql`date 'infinity'`),
    text: "date 'infinity' < 'infinity'",
    value: 'false',
  },
  finite: {
    written: write('finite', sql`numeric 'NaN'`),
    text: "case when numeric 'NaN' > '-Infinity'::numeric and numeric 'NaN' < 'Infinity'::numeric then numeric 'NaN' end",
    value: null,
  },
  divided: {
    written: sql`${write('divided', sql`2`, sql`3`)} > 0.666666666666666`,
    text: '2 * 1.000000000000000000000000000000 / 3 > 0.666666666666666',
    value: 'true',
  },
  rounded: {
    written: write('rounded', sql`-0.0000000000005`),
    text: 'round(-0.0000000000005, 12)',
    value: '-0.000000000001',
  },
  least: { written: write('least', [sql`2`, sql`null`, sql`1`]), text: 'least(2, null, 1)', value: '1' },
  microsBetween: {
    written: write('microsBetween', AT, sql`timestamptz '2026-05-03 00:00Z'`),
    text: "(extract(epoch from timestamptz '2026-05-03 00:00Z' - timestamptz '2026-05-02 00:00Z') * 1000000)",
    value: '86400000000.000000',
  },
  isDistinct: {
    written: write('isDistinct', sql`null`, sql`null`),
    text: 'null is distinct from null',
    value: 'false',
  },
  isNotTrue: { written: write('isNotTrue', sql`null = 1`), text: '(null = 1) is not true', value: 'true' },
  startsWith: { written: write('startsWith', sql`'bä'`, TEXT), text: "starts_with('bä', 'b')", value: 'true' },
  lower: { written: write('lower', sql`'BÄ'`), text: "lower('BÄ')", value: 'bä' },
  ordered: { written: sql`'ä' > ${write('ordered', TEXT, 'text')}`, text: `'ä' > 'b' collate "C"`, value: 'true' },
  positionsText: {
    written: sql`(select ${write('positionsText', sql`t.who`, 3)} from ${ROWS})`,
    text: "(select bit_or(set_bit(repeat('0', 3)::bit varying, t.who - 1, 1))::text from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at))",
    value: '110',
  },
  multiplied: { written: write('multiplied', sql`2`, sql`0.5`), text: '2 * 0.5', value: '1.0' },
  isMatched: {
    written: write('isMatched', {
      values: [sql`2`],
      columns: [sql`t.who`],
      from: sql`from ${ROWS}`,
      where: sql`t.at > 3`,
    }),
    text: [
      'exists (',
      "  select from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at)",
      '  where t.who = 2 and t.at > 3',
      ')',
    ].join('\n'),
    value: 'false',
  },
  tuple: {
    written: sql`${write('tuple', [TEXT, sql`null`])} = array['b', null]`,
    text: "array['b', null] = array['b', null]",
    value: 'true',
  },
};

test.each(Object.entries(EXPRESSIONS))('%s', async (_, { written, text, value }) => {
  expect(compile(written, postgresDialect).text).toEqual(text);
  const statement = compile(sql`select (${written})::text as value`, postgresDialect);
  const { rows } = await client.query<{ value: string }>(statement.text, [...statement.parameters]);
  expect(rows).toEqual([{ value }]);
});

/** Primitives that are clauses or whole selects. */
type Clause =
  | 'filtered'
  | 'exactSum'
  | 'median'
  | 'leastOfLater'
  | 'computedOnce'
  | 'parentJoin'
  | 'fromMatched'
  | 'firstOfEach'
  | 'series'
  | 'seriesOfRow'
  | 'rowsOfRow'
  | 'rowsOfLists'
  | 'indexScan';

const SERIES = { first: sql`1`, last: sql`3`, table: 's', column: 'slot' };

const SELECTS: { readonly [K in Clause]: Case } = {
  filtered: {
    written: sql`select ${write('filtered', sql`count(*)`, sql`t.at > 3`)} from ${ROWS}`,
    text: "select count(*) filter (where t.at > 3) from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at)",
    value: '2',
  },
  exactSum: {
    written: sql`select ${write('exactSum', sql`t.at`, 'bigint')} from ${ROWS}`,
    text: "select sum(t.at) from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at)",
    value: '12',
  },
  median: {
    written: sql`select ${write('median', sql`t.at`)} from ${ROWS} where t.who = 1`,
    text: [
      'select percentile_cont(0.5) within group (order by (t.at)::double precision) from ',
      "(values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at) where t.who = 1",
    ].join(''),
    value: '4.5',
  },
  leastOfLater: {
    written: sql`select ${write('leastOfLater', { value: sql`t.page`, entity: sql`t.who`, at: sql`t.at`, includesSame: false })} from ${ROWS} where t.who = 1`,
    text: [
      'select min(t.page) over (partition by t.who order by t.at desc groups between unbounded preceding and 1 preceding) ',
      "from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at) where t.who = 1",
    ].join(''),
    value: ',a',
  },
  computedOnce: {
    written: sql`with x as ${write('computedOnce')}(select 1) select * from x`,
    text: 'with x as (select 1) select * from x',
    value: '1',
  },
  fromMatched: {
    written: sql`select count(*) ${write('fromMatched', {
      rows: sql`select * from ${ROWS}`,
      as: 'c',
      others: sql`select 1 as who, 5 as at union all select 1, 5 union all select null, 4`,
      values: [sql`c.who`, sql`c.at`],
      columns: [sql`p.who`, sql`p.at`],
    })}`,
    text: [
      'select count(*) from (',
      '  select distinct c.*',
      '  from (',
      "    select * from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at)",
      '  ) as c',
      '  join (',
      '    select 1 as who, 5 as at union all select 1, 5 union all select null, 4',
      '  ) as p on p.who = c.who and p.at = c.at',
      ') as c',
    ].join('\n'),
    value: '1',
  },
  parentJoin: {
    written: sql`select p.who from (select 3 as who) as s ${write('parentJoin')} ${ROWS} on t.who = s.who cross join (select 7 as who) as p`,
    text: "select p.who from (select 3 as who) as s left join (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at) on t.who = s.who cross join (select 7 as who) as p",
    value: '7',
  },
  rowsOfRow: {
    written: sql`
      select r.at
      from ${ROWS}
      ${write('rowsOfRow', {
        table: 'r',
        columns: ['at', 'is'],
        lists: [
          [sql`t.at`, sql`1`],
          [sql`-t.at`, sql`0`],
        ],
      })}
      where t.who = 2
    `,
    text: [
      'select r.at',
      "from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at)",
      'cross join lateral (values',
      '  (t.at, 1),',
      '  (-t.at, 0)',
      ') as r (at, "is")',
      'where t.who = 2',
    ].join('\n'),
    value: '3,-3',
  },
  firstOfEach: {
    written: write('firstOfEach', {
      entity: sql`t.who`,
      columns: [sql`t.page`],
      isLong: false,
      from: sql`from ${ROWS}`,
      order: [sql`t.at`],
    }),
    text: [
      'select distinct on (t.who) t.page',
      "from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at)",
      'order by t.who, t.at',
    ].join('\n'),
    value: 'b,c',
  },
  series: {
    written: sql`select s.slot from ${write('series', SERIES)}`,
    text: 'select s.slot from generate_series(1, 3) as s (slot)',
    value: '1,2,3',
  },
  seriesOfRow: {
    written: sql`select s.slot from (values (2)) as r (last) ${write('seriesOfRow', { ...SERIES, last: sql`r.last` })}`,
    text: 'select s.slot from (values (2)) as r (last) cross join lateral generate_series(1, r.last) as s (slot)',
    value: '1,2',
  },
  rowsOfLists: {
    written: sql`
      select t.who || t.at
      from ${write('rowsOfLists', {
        table: 't',
        columns: [
          { name: 'who', values: ['a', 'b'], type: 'text[]' },
          { name: 'at', values: ['1.5', '2'], type: 'numeric[]' },
        ],
      })}
    `,
    text: 'select t.who || t.at\nfrom unnest($1::text[], $2::numeric[]) as t (who, at)',
    value: 'a1.5,b2',
  },
  indexScan: {
    written: write('indexScan', {
      starts: sql`array[3, 5]`,
      stops: sql`array[5, 6]`,
      cells: sql`array[1, 2]`,
      select: sql`select count(*) as n from ${ROWS} where t.at >= c.start and t.at < c.stop`,
    }),
    text: [
      'select c.cell, t.*',
      'from unnest(array[3, 5], array[5, 6], array[1, 2]) as c (start, stop, cell)',
      'cross join lateral (',
      "  select count(*) as n from (values (1, 'a', 5), (1, 'b', 4), (2, 'c', 3)) as t (who, page, at) where t.at >= c.start and t.at < c.stop",
      ') as t',
    ].join('\n'),
    value: '1:2,2:1',
  },
};

test.each(Object.entries(SELECTS))('%s', async (_, { written, text, value }) => {
  const statement = compile(written, postgresDialect);
  expect(statement.text).toBe(text);
  const { rows } = await client.query<unknown[]>({ ...statement, values: [...statement.parameters], rowMode: 'array' });
  expect(rows.map((row) => row.join(':')).join()).toBe(value);
});
