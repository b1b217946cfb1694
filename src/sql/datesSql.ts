import type { TimeColumn } from '../model/timeColumns';
import { instant } from './arrays';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue } from './columns';
import { write } from './dialect';
import { join, sql, type Sql } from './fragment';
import { tableSql } from './tables';

/** One row with a column for each time column: the newest date up to `asOf`, or null. */
export function newestSql(registry: ResolvedRegistry, datings: readonly TimeColumn[], asOf: number): Sql {
  return oneRow(
    registry,
    datings,
    (date, from) => sql`select max(${date}) from ${from} where ${date} <= ${instant(asOf)}`,
  );
}

/**
 * One row with a column for each time column: the earliest date, or null. An infinity is no date.
 */
export function earliestSql(registry: ResolvedRegistry, datings: readonly TimeColumn[]): Sql {
  return oneRow(
    registry,
    datings,
    (date, from) => sql`select min(${date}) from ${from} where ${write('isAfterMinusInfinity', date)}`,
  );
}

/**
 * Milliseconds since the epoch, as text. Each date is looked up on its own, so that an index on its
 * column finds it.
 */
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

/** Events are as fresh as their source table (docs/meaning.md#freshness), and have its columns. */
function whereKept(registry: ResolvedRegistry, dating: TimeColumn): TimeColumn {
  const { source } = registry.tables.get(dating.table)!;
  return source.kind === 'event' ? whereKept(registry, { table: source.of, at: dating.at }) : dating;
}
