import { Client } from 'pg';
import * as dialects from '../../src/sql/compile';
import { join, name, parameter, sql, verbatim, type Sql } from '../../src/sql/fragment';
import { postgresDialect } from '../../src/sql/postgres/dialect';

const compile = (fragment: Sql) => dialects.compile(fragment, postgresDialect);
const compileLiteral = (fragment: Sql) => dialects.compileLiteral(fragment, postgresDialect);

test('the lines of a fragment are indented to the place where it is inserted', () => {
  const inner = sql`
    select ${name('a')}
    from ${name('t')}
  `;
  expect(
    compile(sql`
    with
      x as (
        ${inner}
      )
    select 1
  `).text,
  ).toBe('with\n  x as (\n    select a\n    from t\n  )\nselect 1');
});

test("the author's SQL keeps every character, wherever it is inserted", () => {
  const text = "select 'a  \n\n  b \\0' -- c  \nfrom t";
  const put = sql`
    from (
      ${verbatim(text)}
    ) as s
  `;
  expect(compile(put).text).toBe(`from (\n  ${text}\n) as s`);
  expect(compileLiteral(put)).toBe(compile(put).text);
});

test('equal values of one type share a parameter, others do not', () => {
  const { text, parameters } = compile(
    sql`${parameter('1', 'text')} ${parameter('1', 'bigint')} ${parameter('1', 'text')} ${parameter(['1'], 'text[]')}`,
  );
  expect(text).toBe('$1::text $2::bigint $1::text $3::text[]');
  expect(parameters).toEqual(['1', '1', ['1']]);
});

test('names are quoted unless they are plain words', () => {
  expect(compile(join([name('user'), name('a b'), name('Q"x'), name('plain_1'), name('s', 'user')], ', ')).text).toBe(
    '"user", "a b", "Q""x", plain_1, s."user"',
  );
});

test('a parameter that looks like a piece of SQL stays a value', () => {
  const { text, parameters } = compile(sql`select ${parameter("'; drop table x; --", 'text')}`);
  expect(text).toBe('select $1::text');
  expect(parameters).toEqual(["'; drop table x; --"]);
});

test("the literal statement returns the parameters' values, whatever they contain", async () => {
  const nasty = [
    "it's",
    '"',
    '\\',
    "\\'",
    'two\n\n lines ',
    '{a,b}',
    '$1',
    '\u0007',
    'π𝄞',
    '',
    ' ',
    '--',
    '/*',
    'NULL',
  ];
  const client = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await client.connect();
  try {
    for (const value of nasty) {
      const { rows } = await client.query(compileLiteral(sql`select ${parameter(value, 'text')} as v`));
      expect(rows).toEqual([{ v: value }]);
    }
    const { rows } = await client.query(compileLiteral(sql`select ${parameter(nasty, 'text[]')} as v`));
    expect(rows).toEqual([{ v: nasty }]);
    const numbers = await client.query(compileLiteral(sql`select ${parameter([3, -1], 'int[]')} as v`));
    expect(numbers.rows).toEqual([{ v: [3, -1] }]);
  } finally {
    await client.end();
  }
});
