import type { Dialect } from '../dialect';
import { join, name, sql, verbatim, type Parameter, type Sql, type ValueType } from '../fragment';

/**
 * As much of ClickHouse's SQL as one additive and one distinct metric need. It proves that
 * `src/sql/dialect.ts` is wide enough for a second database; it is not an engine.
 */
export const clickhouseDialect: Dialect = {
  capabilities: { longestName: 200, indexScan: false },
  syntax: {
    name: (text) => (/^[a-z_][a-z0-9_]*$/.test(text) ? text : `\`${text.replaceAll('`', '\\`')}\``),
    placeholder: (number, type) => asInstants(`{p${number}:${sentAs(type)}}`, type),
    literal: (value, type) => asInstants(literal(value), type),
  },
  primitives: {
    cast: (value, type) => sql`cast(${value} as ${verbatim(`Nullable(${sentAs(type)})`)})`,
    nullOf: (type) => sql`cast(null as ${verbatim(`Nullable(${sentAs(type)})`)})`,
    elementAt: (array, index) => sql`arrayElement(${array}, ${index})`,
    // The edges at or before a time are known by their values, and counted by their index.
    bucketIndex: (instant, edges) => {
      const micros = sql`arrayMap(edge -> toUnixTimestamp64Micro(edge), ${edges})`;
      const edge = sql`roundDown(toUnixTimestamp64Micro(${instant}), ${micros})`;
      return sql`toInt64(transform(${edge}, ${micros}, range(1, length(${edges}) + 1), 0))`;
    },
    isDistinct: (a, b) => sql`${a} is distinct from ${b}`,
    isNotTrue: (condition) => sql`(${condition}) is not true`,
    // Text is ordered by bytes, which for UTF-8 is the order of code points.
    byCodePoint: (text) => text,
    filtered: (aggregate, condition) => sql`${aggregate} filter (where ${condition})`,
    noColumns: () => sql` 1`,
    series: ({ first, last, table, column }) =>
      sql`(select arrayJoin(range(${first}, ${last} + 1)) as ${name(column)}) as ${name(table)}`,
    tuple: (values) => sql`tuple(${join(values, ', ')})`,
    isOneOf: (value, array) => sql`has(${array}, ${value})`,
    isNoneOf: (value, array) => sql`not has(${array}, ${value})`,
    least: (values) => sql`least(${join(values, ', ')})`,
    // Its times have no infinities, and its decimals neither.
    isAfterMinusInfinity: () => sql`true`,
    isBeforeInfinity: () => sql`true`,
    finite: (number) => number,
    instantOfLocal: later,
    firstInstantOf: later,
    epochMilliseconds: later,
    divided: later,
    rounded: later,
    startsWith: later,
    firstOfEach: later,
    seriesOfRow: later,
    indexScan: later,
  },
  readings: {},
};

const TYPES: { readonly [name: string]: string } = {
  int: 'Int64',
  bigint: 'Int64',
  numeric: 'Decimal(38, 12)',
  text: 'String',
  uuid: 'UUID',
  boolean: 'Bool',
  date: 'Date32',
  // The text of an instant has a zone, which the type does not read.
  instant: 'String',
};

function sentAs(type: ValueType): string {
  const [one = '', isArray] = type.endsWith('[]') ? [type.slice(0, -2), true] : [type, false];
  return isArray ? `Array(${TYPES[one]})` : TYPES[one]!;
}

function asInstants(text: string, type: ValueType): string {
  if (type === 'instant') return `parseDateTime64BestEffort(${text}, 6, 'UTC')`;
  return type === 'instant[]' ? `arrayMap(at -> parseDateTime64BestEffort(at, 6, 'UTC'), ${text})` : text;
}

function literal(value: Parameter): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return typeof value === 'object' ? `[${value.map(literal).join(', ')}]` : String(value);
}

/** A primitive that these metrics do not need. */
function later(): Sql {
  throw new Error('a primitive that the proof does not need');
}
