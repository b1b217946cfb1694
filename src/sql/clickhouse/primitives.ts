import type { Match, Primitives } from '../dialect';
import { join, name, parameter, sql, verbatim, wholeNumber, type Sql } from '../fragment';
import { bucketIndex, epochMilliseconds, firstInstantOf, instantOfLocal, microsOf } from './times';
import { clickhouseRowPrimitives } from './rowPrimitives';
import { typeName } from './types';

/** One, as a decimal: a product with it is a decimal with as many digits after the point. */
const ONE = sql`toDecimal256(1, 0)`;

/** Digits after the point that products keep. */
const PRODUCT_SCALE = 38;

export const clickhousePrimitives: Primitives = {
  ...clickhouseRowPrimitives,

  cast: (value, type) => {
    if (type === 'numeric') return sql`(${value} * ${ONE})`;
    if (type === 'text') return sql`toString(${value})`;
    if (type === 'instant') return sql`toDateTime64(${value}, 6, 'UTC')`;
    return sql`cast(${value} as ${verbatim(`Nullable(${typeName(type)})`)})`;
  },
  nullOf: (type) =>
    type === 'instant'
      ? sql`cast(null as Nullable(DateTime64(6, 'UTC')))`
      : sql`cast(null as ${verbatim(`Nullable(${typeName(type)})`)})`,

  elementAt: (array, index) => sql`arrayElement(${array}, ${index})`,
  isOneOf: (value, array) => sql`${value} in ${array}`,
  isNoneOf: (value, array) => sql`${value} not in ${array}`,

  bucketIndex,
  instantOfLocal,
  firstInstantOf,
  epochMilliseconds,
  // Its times have no infinities, and its decimals neither.
  isAfterMinusInfinity: (time) => sql`${time} is not null`,
  isBeforeInfinity: (time) => sql`${time} is not null`,
  finite: (number) => number,

  // One digit more than the answer has. It cuts the rest off, which does not change the rounding.
  // It also divides where the divisor is null, so that 0 must not stand there.
  divided: (over, under) =>
    sql`if(isNull(${under}), null, divideDecimal(${over} * ${ONE}, ifNull(${under}, 1) * ${ONE}, 13))`,
  rounded: (number) => sql`round(${number}, 12)`,
  multiplied: (a, b) => sql`multiplyDecimal(${a} * ${ONE}, ${b} * ${ONE}, ${verbatim(String(PRODUCT_SCALE))})`,
  // A sum of 64 bits could pass its greatest number, and would begin again from the least.
  exactSum: (numbers, type) =>
    type === 'bigint' ? sql`sum(toDecimal128(${numbers}, 0))` : sql`sum(${numbers} * ${ONE})`,
  microsBetween: (from, to) => sql`(${microsOf(to)} - ${microsOf(from)})`,
  median: (number) => sql`quantileExactInclusive(0.5)(${number})`,
  leastOfLater: ({ value, entity, at, includesSame }) => {
    const end = includesSame ? sql`current row` : sql`1 preceding`;
    const order = sql`assumeNotNull(${microsOf(at)}) desc`;
    return sql`min(${value}) over (partition by ${entity} order by ${order} range between unbounded preceding and ${end})`;
  },
  least: (values) => sql`least(${join(values, ', ')})`,

  isDistinct: (a, b) => sql`${a} is distinct from ${b}`,
  isNotTrue: (condition) => sql`not ifNull(${condition}, false)`,
  startsWith: (text, prefix) => sql`startsWith(${text}, ${prefix})`,
  lower: (text) => sql`lowerUTF8(${text})`,
  positionsText: (position, count) =>
    sql`arrayStringConcat(groupArrayInsertAt('0', ${wholeNumber(count)})('1', toUInt32(${position} - 1)))`,
  // Text is ordered by bytes, which in UTF-8 is the order of code points.
  ordered: (value, type) => (type === 'uuid' ? sql`toString(${value})` : value),
  tuple: (values) =>
    sql`tuple(${join(
      values.map((value) => sql`isNull(${value}), ifNull(toString(${value}), '')`),
      ', ',
    )})`,

  filtered: (aggregate, condition) => sql`${aggregate} filter (where ${condition})`,
  computedOnce: () => sql`materialized `,
  parentJoin: () => sql`left any join`,
  isMatched,
  fromMatched: ({ rows, as, others, values, columns }) => {
    const match: Match = {
      values,
      columns,
      from: sql`
        from (
          ${others}
        ) as p
      `,
      where: null,
    };
    return sql`
      from (
        ${rows}
      ) as ${name(as)}
      where ${isMatched(match)}
    `;
  },
  firstOfEach: ({ entity, columns, isLong, from, order }) => {
    const list = join(columns, ', ');
    const head = isLong
      ? sql`
        select
          ${list}
      `
      : sql`select ${list}`;
    return sql`
      ${head}
      ${from}
      order by ${join(order, ', ')}
      limit 1 by ${entity}
    `;
  },
  series: ({ first, last, table, column }) =>
    sql`(select arrayJoin(range(${first}, ${last} + 1)) as ${name(column)}) as ${name(table)}`,
  seriesOfRow: ({ first, last, table, column }) =>
    sql`array join range(${first}, ${last} + 1) as ${name(`${table}.${column}`)}`,
  rowsOfRow: ({ table, columns, lists }) => {
    const joined = columns.map((column, index) => {
      // Without `- 0` a count and its negative would be of types that no list may have.
      const values = lists.map((list) => sql`${list[index]!} - 0`);
      return sql`[${join(values, ', ')}] as ${name(`${table}.${column}`)}`;
    });
    return sql`
      array join
        ${join(joined, ',\n')}
    `;
  },
  rowsOfLists: ({ table, columns }) => {
    const names = columns.map((column) => name(column.name));
    const lists = columns.map((column) => sql`${parameter(column.values, column.type)} as ${name(column.name)}`);
    return sql`
      (
        select ${join(names, ', ')}
        from (select 1) as one
        array join
          ${join(lists, ',\n')}
      ) as ${name(table)}
    `;
  },
  indexScan: notHere,
};

/** `capabilities` says that plans do not ask for it. */
function notHere(): Sql {
  throw new Error('ClickHouse finds no single rows by an index');
}

function isMatched({ values, columns, from, where }: Match): Sql {
  return sql`
    ifNull((${join(values, ', ')}) in (
      select ${join(columns, ', ')}
      ${from}
      ${where === null ? sql`` : sql`where ${where}`}
    ), false)
  `;
}
