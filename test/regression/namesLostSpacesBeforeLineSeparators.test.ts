import { compile } from '../../src/sql/compile';
import { name, sql } from '../../src/sql/fragment';
import { postgresDialect } from '../../src/sql/postgres/dialect';

// Statements lost the spaces at the end of a line, and U+2028 ends a line too. So a quoted name
// lost the spaces before it, and the database knew no such table.
test('a name is written unchanged, whatever characters it contains', () => {
  const odd = 'a  \u2028 b \u2029c';
  expect(compile(sql`select ${name('s  \u2028', odd)}`, postgresDialect).text).toBe(`select "s  \u2028"."${odd}"`);
});
