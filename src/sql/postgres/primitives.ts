import type { Primitives } from '../dialect';
import { instants } from '../instants';
import { join, name, NOTHING, parameter, sql, verbatim, wholeNumber, type Sql } from '../fragment';
import { postgresRowPrimitives } from './rowPrimitives';
import { typeName } from './types';

/** One, with enough digits that dividing and then rounding to 12 digits rounds only once. */
const EXACT = sql`1.000000000000000000000000000000`;

export const postgresPrimitives: Primitives = {
  ...postgresRowPrimitives,

  cast: (value, type) => sql`${value}::${verbatim(typeName(type))}`,
  nullOf: (type) => sql`null::${verbatim(typeName(type))}`,

  elementAt: (array, index) => sql`(${array})[${index}]`,
  isOneOf: (value, array) => sql`${value} = any (${array})`,
  isNoneOf: (value, array) => sql`${value} <> all (${array})`,

  bucketIndex: (instant, edges) => sql`width_bucket(${instant}, ${instants(edges)})`,
  instantOfLocal: (local, zone) => sql`(${local} at time zone ${parameter(zone, 'text')})`,
  firstInstantOf,
  epochMilliseconds: (instant) => sql`floor(extract(epoch from (${instant})) * 1000)`,
  isAfterMinusInfinity: (time) => sql`${time} > '-infinity'`,
  isBeforeInfinity: (time) => sql`${time} < 'infinity'`,

  finite: (number) =>
    sql`case when ${number} > '-Infinity'::numeric and ${number} < 'Infinity'::numeric then ${number} end`,
  divided: (over, under) => sql`${over} * ${EXACT} / ${under}`,
  rounded: (number) => sql`round(${number}, 12)`,
  multiplied: (a, b) => sql`${a} * ${b}`,
  exactSum: (numbers) => sql`sum(${numbers})`,
  microsBetween: (from, to) => sql`(extract(epoch from ${to} - ${from}) * 1000000)`,
  median: (number) => sql`percentile_cont(0.5) within group (order by (${number})::double precision)`,
  // A frame whose start moves would begin anew for every row.
  leastOfLater: ({ value, entity, at, includesSame }) => {
    const end = includesSame ? sql`current row` : sql`1 preceding`;
    return sql`min(${value}) over (partition by ${entity} order by ${at} desc groups between unbounded preceding and ${end})`;
  },
  least: (values) => sql`least(${join(values, ', ')})`,

  isDistinct: (a, b) => sql`${a} is distinct from ${b}`,
  isNotTrue: (condition) => sql`(${condition}) is not true`,
  startsWith: (text, prefix) => sql`starts_with(${text}, ${prefix})`,
  lower: (text) => sql`lower(${text})`,
  positionsText: (position, count) =>
    sql`bit_or(set_bit(repeat('0', ${wholeNumber(count)})::bit varying, ${position} - 1, 1))::text`,
  ordered: (value, type) => (type === 'text' ? sql`${value} collate "C"` : value),
  tuple: (values) => sql`array[${join(values, ', ')}]`,

  filtered: (aggregate, condition) => sql`${aggregate} filter (where ${condition})`,
  // What is used more than once is computed once; the rest is part of the select that reads it.
  computedOnce: () => NOTHING,
  parentJoin: () => sql`left join`,
  isMatched: ({ values, columns, from, where }) => sql`
    exists (
      select ${from}
      where ${join([...columns.map((column, index) => sql`${column} = ${values[index]!}`), ...(where === null ? [] : [where])], ' and ')}
    )
  `,
  // A join hashes the rows, which are few. `exists` would first make all that they may match
  // distinct.
  fromMatched: ({ rows, as, others, values, columns }) => sql`
    from (
      select distinct ${name(as)}.*
      from (
        ${rows}
      ) as ${name(as)}
      join (
        ${others}
      ) as p on ${join(
        columns.map((column, index) => sql`${column} = ${values[index]!}`),
        ' and ',
      )}
    ) as ${name(as)}
  `,
  firstOfEach: ({ entity, columns, isLong, from, order }) => {
    const list = join(columns, ', ');
    const head = isLong
      ? sql`
        select distinct on (${entity})
          ${list}
      `
      : sql`select distinct on (${entity}) ${list}`;
    return sql`
      ${head}
      ${from}
      order by ${join([entity, ...order], ', ')}
    `;
  },
  series: (series) => generateSeries(series),
  seriesOfRow: (series) => sql`cross join lateral ${generateSeries(series)}`,
  rowsOfRow: ({ table, columns, lists }) => sql`
    cross join lateral (values
      ${join(
        lists.map((list) => sql`(${join(list, ', ')})`),
        ',\n',
      )}
    ) as ${name(table)} (${join(
      columns.map((column) => name(column)),
      ', ',
    )})
  `,
  rowsOfLists: ({ table, columns }) => {
    const lists = columns.map(({ values, type }) => parameter(values, type));
    const names = columns.map((column) => name(column.name));
    return sql`unnest(${join(lists, ', ')}) as ${name(table)} (${join(names, ', ')})`;
  },
  indexScan: ({ cells, starts, stops, select }) => sql`
    select c.cell, t.*
    from unnest(${starts}, ${stops}, ${cells}) as c (start, stop, cell)
    cross join lateral (
      ${select}
    ) as t
  `,
};

function generateSeries({ first, last, table, column }: Parameters<Primitives['series']>[0]): Sql {
  return sql`generate_series(${first}, ${last}) as ${name(table)} (${name(column)})`;
}

/**
 * A clock that is turned back at midnight shows midnight twice, and PostgreSQL takes the second. To
 * find the first, this takes the instant when the clock shows 6 hours before midnight, and adds 6
 * hours of elapsed time. If the clock then shows midnight or later, and this instant is the earlier
 * one, it is the first midnight. (The result is half an hour late on one date since 1900:
 * 1919-03-31 in Toronto and Nassau. The clocks skipped the last half hour of the day before and the
 * first half hour of this date.)
 */
function firstInstantOf(date: Sql, timeZone: string): Sql {
  const zone = parameter(timeZone, 'text');
  const midnight = sql`${date}::timestamp`;
  const before = sql`interval '6 hours'`;
  const first = sql`(${midnight} - ${before}) at time zone ${zone} + ${before}`;
  return sql`least(${midnight} at time zone ${zone}, case when (${first}) at time zone ${zone} >= ${midnight} then ${first} end)`;
}
