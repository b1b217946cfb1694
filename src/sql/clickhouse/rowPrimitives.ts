import { join, parameter, sql, wholeNumber, type Sql } from '../fragment';
import { letterCase } from '../letterCases';
import type { RowPrimitives } from '../rowPrimitives';

/** Numbers have 24 digits after the point, of the 76 that a decimal has. */
export const clickhouseRowPrimitives: RowPrimitives = {
  rowNumber: (column, type) =>
    type === 'bigint'
      ? sql`toDecimal256(${column}, 24)`
      : sql`toDecimal256(round(if(abs(${column}) < ${LIMIT}, ${column}, null), 24), 24)`,
  rowLiteral: literal,
  rowTime: (instant) => sql`toDateTime64(${instant}, 6, 'UTC')`,
  rowPlus: (a, b) => bounded(sql`${a} + ${b}`),
  rowMinus: (a, b) => bounded(sql`${a} - ${b}`),
  // One digit more than the number has; the rest is cut off. That digit decides about the rounding.
  rowTimes: (a, b) => bounded(sql`toDecimal256(round(multiplyDecimal(${a}, ${b}, 25), 24), 24)`),
  // It also divides where the divisor is null, so that 0 must not stand there.
  rowOver: (a, b) =>
    bounded(sql`
      toDecimal256(round(arrayElement(
        arrayMap(
          (a, b) -> if(isNull(b), null, divideDecimal(a, ifNull(b, toDecimal256(1, 24)), 13)),
          [${a}],
          [nullIf(${b}, toDecimal256(0, 24))]
        ),
        1
      ), 12), 24)
    `),
  rowAbs: (number) => sql`abs(${number})`,
  rowFloor: (number) => bounded(sql`floor(${number})`),
  rowCeil: (number) => bounded(sql`ceil(${number})`),
  rowRound: (number, places) => bounded(sql`round(${number}, ${wholeNumber(places)})`),
  rowIsOneOf: (number, values) => sql`has([${join(values.map(literal), ', ')}], ${number})`,

  rowScaled: (number) => number,
  rowDecimalText: (number) => sql`toString(${number})`,
  binByEdges: (number, edges) => {
    const all = sql`[${join(edges.map(literal), ', ')}]`;
    return sql`if(isNull(${number}), null, toInt64(arrayCount(e -> ifNull(e <= ${number}, false), ${all})))`;
  },
  // It cuts off the digits after the point, which is up for a negative number.
  binByWidth: (number, width) => {
    const cut = sql`divideDecimal(${number}, ${literal(width)}, 0)`;
    return sql`(${cut} - if(multiplyDecimal(${cut}, ${literal(width)}, 24) > ${number}, 1, 0))`;
  },
  binStart: (index, width) => sql`multiplyDecimal(${index}, ${literal(width)}, 24)`,

  rowGreatest: (values) => sql`greatest(${join(values, ', ')})`,
  rowLeast: (values) => sql`least(${join(values, ', ')})`,

  rowJoined: (a, b) => sql`concat(${a}, ${b})`,
  rowLower: (text) => sql`translateUTF8(lower(${text}), ${letters('lower')})`,
  rowUpper: (text) => sql`translateUTF8(upper(${text}), ${letters('upper')})`,
  rowLowerFor: (text, { from, to }) => {
    const ascii = sql`lower(${text})`;
    return from === '' ? ascii : sql`translateUTF8(${ascii}, ${parameter(from, 'text')}, ${parameter(to, 'text')})`;
  },
  rowTrim: (text) => sql`trimBoth(${text})`,
  rowLength: (text) => sql`toDecimal256(lengthUTF8(${text}), 24)`,
  rowSubstring: (text, start, length) =>
    length === null
      ? sql`substringUTF8(${text}, ${wholeNumber(start)})`
      : sql`substringUTF8(${text}, ${wholeNumber(start)}, ${wholeNumber(length)})`,
  rowReplace: (text, from, to) => sql`replaceAll(${text}, ${from}, ${to})`,
  rowLike: (text, pattern) => sql`${text} like ${pattern}`,
  rowContains: (text, part) => sql`position(${text}, ${part}) > 0`,
  rowEndsWith: (text, part) => sql`endsWith(${text}, ${part})`,

  isTrue: (condition) => sql`ifNull(${condition}, false)`,
};

const LIMIT = sql`toDecimal256('1000000000000000000000000', 24)`;
const LEAST = sql`toDecimal256('-1000000000000000000000000', 24)`;

function literal(value: string): Sql {
  return sql`toDecimal256(${parameter(value, 'text')}, 24)`;
}

/** Null if the number has more than 24 digits before the point. Null in, null out. */
function bounded(number: Sql): Sql {
  return sql`nullIf(nullIf(greatest(least(${number}, ${LIMIT}), ${LEAST}), ${LIMIT}), ${LEAST})`;
}

function letters(how: 'lower' | 'upper'): Sql {
  const { from, to } = letterCase(how);
  return sql`${parameter(from, 'text')}, ${parameter(to, 'text')}`;
}
