import { matchKind } from '../model/byKind';
import type { EndLookUp } from '../model/dataEnds';
import type { TimeColumn } from '../model/timeColumns';
import type { Interval } from '../time/calendar';
import { instant } from './instants';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue } from './columns';
import { write } from './dialect';
import { join, sql, type Sql } from './fragment';
import { nearby } from './scan/nearby';
import { tableSql } from './tables';

/** One row with a column for each time column: the newest date up to `asOf`, or null. */
export function newestSql(registry: ResolvedRegistry, datings: readonly TimeColumn[], asOf: number): Sql {
  return oneRow(datings.map((dating) => newestIn(registry, dating, asOf)));
}

/**
 * One row with a column for each look-up: the newest date up to the end of `moment`; or its start,
 * if a row is active all through it; or null.
 */
export function endsSql(registry: ResolvedRegistry, lookUps: readonly EndLookUp[], { start, end }: Interval): Sql {
  return oneRow(
    lookUps.map((lookUp) =>
      matchKind<EndLookUp, Sql, []>(lookUp, {
        newest: (dating) => newestIn(registry, dating, end),
        active: ({ table, from, until }) => {
          const starts = dateIn(registry, { table, at: from });
          const ends = dateIn(registry, { table, at: until });
          return sql`
            select ${instant(start)}
            from ${starts.from}
            where ${write('isAfterMinusInfinity', starts.date)}
              and ${starts.date} <= ${instant(start)}
              and (${ends.date} is null or ${ends.date} > ${instant(end)})
            limit 1
          `;
        },
      }),
    ),
  );
}

function newestIn(registry: ResolvedRegistry, dating: TimeColumn, upTo: number): Sql {
  const { date, from } = dateIn(registry, dating);
  return sql`select max(${date}) from ${from} where ${date} <= ${instant(upTo)}`;
}

/**
 * One row with a column for each time column: the earliest date, if it is not after `last`, or
 * null. An infinity is no date. `last` is null: any date.
 */
export function earliestSql(registry: ResolvedRegistry, datings: readonly TimeColumn[], last: number | null): Sql {
  return oneRow(
    datings.map((dating) => {
      const { date, from } = dateIn(registry, dating);
      const isEarly = last === null ? sql`` : sql` and ${date} <= ${instant(last)}`;
      return sql`select min(${date}) from ${from} where ${write('isAfterMinusInfinity', date)}${isEarly}`;
    }),
  );
}

/** A column of dates, and a stretch of time with both of its ends. */
export interface TimeSpan extends TimeColumn, Interval {}

/** One row with a column for each span: the earliest date within it, or null. */
export function earliestWithinSql(registry: ResolvedRegistry, spans: readonly TimeSpan[]): Sql {
  return oneRow(
    spans.map((span) => {
      const { table, at } = whereKept(registry, span);
      const { date, from } = dateIn(registry, { table, at });
      const near = nearby('t', columnOf(registry, table, at), span.start, span.end);
      const within = [...near, sql`${date} >= ${instant(span.start)}`, sql`${date} <= ${instant(span.end)}`];
      return sql`select min(${date}) from ${from} where ${join(within, ' and ')}`;
    }),
  );
}

/**
 * Milliseconds since the epoch, as text. Each date is looked up on its own, so that an index on its
 * column finds it.
 */
function oneRow(dates: readonly Sql[]): Sql {
  return sql`
    select
      ${join(
        dates.map((date) => write('epochMilliseconds', date)),
        ',\n',
      )}
  `;
}

/** A date, and the rows that have it. */
function dateIn(registry: ResolvedRegistry, dating: TimeColumn): { readonly date: Sql; readonly from: Sql } {
  const { table, at } = whereKept(registry, dating);
  return {
    date: columnValue('t', columnOf(registry, table, at)),
    from: sql`${tableSql(registry, table)} as t`,
  };
}

/** Events are as fresh as their source table (docs/meaning.md#freshness), and have its columns. */
function whereKept(registry: ResolvedRegistry, dating: TimeColumn): TimeColumn {
  const { source } = registry.tables.get(dating.table)!;
  return source.kind === 'event' ? whereKept(registry, { table: source.of, at: dating.at }) : dating;
}
