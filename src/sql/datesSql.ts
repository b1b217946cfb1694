import type { Dating } from '../registry/datings';
import type { Registry } from '../registry/registry';
import { instant } from './arrays';
import { columnOf, columnValue, tableName } from './columns';
import { join, sql, type Sql } from './fragment';

/** One row, a column for each dating: the newest date that is not after `asOf`, null where there is none. */
export function newestSql(registry: Registry, datings: readonly Dating[], asOf: number): Sql {
  return oneRow(
    registry,
    datings,
    (date, from) => sql`select max(${date}) from ${from} where ${date} <= ${instant(asOf)}`,
  );
}

/** One row, a column for each dating: the earliest date there is, null where there is none. An infinity is no date. */
export function earliestSql(registry: Registry, datings: readonly Dating[]): Sql {
  return oneRow(registry, datings, (date, from) => sql`select min(${date}) from ${from} where ${date} > '-infinity'`);
}

/** Milliseconds since the epoch, as text. Each date is looked up by itself, so that an index on its column finds it without reading the table. */
function oneRow(registry: Registry, datings: readonly Dating[], one: (date: Sql, from: Sql) => Sql): Sql {
  const columns = datings.map(({ table, at }) => {
    const date = columnValue('t', columnOf(registry, table, at));
    const found = one(date, sql`${tableName(registry.tables.get(table)!)} as t`);
    return sql`floor(extract(epoch from (${found})) * 1000)`;
  });
  return sql`
    select
      ${join(columns, ',\n')}
  `;
}
