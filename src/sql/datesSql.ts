import type { TimeColumn } from '../model/timeColumns';
import { instant } from './arrays';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue } from './columns';
import { write } from './dialect';
import { join, sql, type Sql } from './fragment';
import { tableSql } from './tables';

/** One row, a column for each dating: the newest date that is not after `asOf`, null where there is none. */
export function newestSql(registry: ResolvedRegistry, datings: readonly TimeColumn[], asOf: number): Sql {
  return oneRow(
    registry,
    datings,
    (date, from) => sql`select max(${date}) from ${from} where ${date} <= ${instant(asOf)}`,
  );
}

/** One row, a column for each dating: the earliest date there is, null where there is none. An infinity is no date. */
export function earliestSql(registry: ResolvedRegistry, datings: readonly TimeColumn[]): Sql {
  return oneRow(
    registry,
    datings,
    (date, from) => sql`select min(${date}) from ${from} where ${write('isAfterMinusInfinity', date)}`,
  );
}

/** Milliseconds since the epoch, as text. Each date is looked up by itself, so that an index on its column finds it without reading the table. */
function oneRow(registry: ResolvedRegistry, datings: readonly TimeColumn[], one: (date: Sql, from: Sql) => Sql): Sql {
  const columns = datings.map((dating) => {
    const { table, at } = whereKept(registry, dating);
    const found = one(columnValue('t', columnOf(registry, table, at)), sql`${tableSql(registry, table)} as t`);
    return write('epochMilliseconds', found);
  });
  return sql`
    select
      ${join(columns, ',\n')}
  `;
}

/** Events go as far as the table that they are taken from (docs/meaning.md#freshness); their columns are its columns. */
function whereKept(registry: ResolvedRegistry, dating: TimeColumn): TimeColumn {
  const { source } = registry.tables.get(dating.table)!;
  return source.kind === 'event' ? whereKept(registry, { table: source.of, at: dating.at }) : dating;
}
