import type { Shapes } from '../dialect';
import { join, name, parameter, sql } from '../fragment';
import { readingColumns } from '../stitch';

/** Slots are filled for each group by itself: its keys come first in the order. */
export const filledByOrder: Shapes['filled'] = ({ keys, readings }, cells, begun) => {
  const own = keys.map((key) => sql`c.${key}`);
  const columns = readingColumns(readings).map((column) => sql`c.${name(column)}`);
  return sql`
    select ${join([sql`c.slot`, ...own, ...columns], ', ')}
    from ${name(cells)} as c
    order by ${join([...own, sql`c.slot`], ', ')} with fill from 1 to ${parameter(begun + 1, 'int')}
  `;
};
