import type { Shapes } from '../dialect';
import { join, name, parameter, sql, type Sql } from '../fragment';
import { readingColumns } from '../stitch';

/**
 * Slots are filled for each group by itself: its keys come first in the order. Of no cells,
 * ClickHouse fills a group that is none: it has no row that is there.
 */
export const filledByOrder: Shapes['filled'] = ({ keys, readings }, cells, begun) => {
  const columns = [...keys, ...readingColumns(readings).map((column) => name(column))];
  const of = (alias: Sql, some: readonly Sql[]) => some.map((column) => sql`${alias}.${column}`);
  return sql`
    select ${join([sql`f.slot`, ...of(sql`f`, columns)], ', ')}
    from (
      select ${join([sql`c.slot`, ...of(sql`c`, columns), sql`1 as is_there`], ', ')}
      from ${name(cells)} as c
      order by ${join([...of(sql`c`, keys), sql`c.slot`], ', ')} with fill from 1 to ${parameter(begun + 1, 'int')}
    ) as f
    qualify max(f.is_there) over () > 0
  `;
};
