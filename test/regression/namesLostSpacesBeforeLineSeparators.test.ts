import { compile } from '../../src/sql/compile';
import { name, sql } from '../../src/sql/fragment';
import { postgresDialect } from '../../src/sql/postgres/dialect';

// Spaces at the end of a line are taken from the text of a statement, and U+2028 ends one too: within a name between quotes, spaces before it were
// gone, and the database knew no such table.
test('a name is written as it is, whatever it holds', () => {
  const odd = 'a  \u2028 b \u2029c';
  expect(compile(sql`select ${name('s  \u2028', odd)}`, postgresDialect).text).toBe(`select "s  \u2028"."${odd}"`);
});
