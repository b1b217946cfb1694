import type { Dating } from '../registry/datings';
import { instant } from './arrays';
import type { Asked } from './asked';
import { columnOf, columnValue } from './columns';
import { join, sql, type Sql } from './fragment';
import { tableSql } from './tables';

/** One row, a column for each dating: the newest date that is not after `asOf`, null where there is none. */
export function newestSql(asked: Asked, datings: readonly Dating[], asOf: number): Sql {
  return oneRow(
    asked,
    datings,
    (date, from) => sql`select max(${date}) from ${from} where ${date} <= ${instant(asOf)}`,
  );
}

/** One row, a column for each dating: the earliest date there is, null where there is none. An infinity is no date. */
export function earliestSql(asked: Asked, datings: readonly Dating[]): Sql {
  return oneRow(asked, datings, (date, from) => sql`select min(${date}) from ${from} where ${date} > '-infinity'`);
}

/** Milliseconds since the epoch, as text. Each date is looked up by itself, so that an index on its column finds it without reading the table. */
function oneRow(asked: Asked, datings: readonly Dating[], one: (date: Sql, from: Sql) => Sql): Sql {
  const columns = datings.map((dating) => {
    const { table, at } = whereKept(asked, dating);
    const found = one(columnValue('t', columnOf(asked, table, at)), sql`${tableSql(asked, table)} as t`);
    return sql`floor(extract(epoch from (${found})) * 1000)`;
  });
  return sql`
    select
      ${join(columns, ',\n')}
  `;
}

/** Events go as far as the table that they are taken from (docs/meaning.md#freshness); their columns are its columns. */
function whereKept(asked: Asked, dating: Dating): Dating {
  const { source } = asked.tables.get(dating.table)!;
  return source.kind === 'event' ? whereKept(asked, { table: source.of, at: dating.at }) : dating;
}
