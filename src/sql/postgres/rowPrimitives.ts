import { join, parameter, sql, wholeNumber, type Sql } from '../fragment';
import { letterCase } from '../letterCases';
import type { RowPrimitives } from '../rowPrimitives';

export const postgresRowPrimitives: RowPrimitives = {
  rowNumber: (column, type) =>
    type === 'bigint'
      ? sql`${column}::numeric`
      : sql`case when ${column} > -1e24 and ${column} < 1e24 then case when scale(${column}) > 24 then round(${column}, 24) else ${column} end end`,
  rowLiteral: (value) => parameter(value, 'numeric'),
  rowTime: (instant) => sql`nullif(nullif(${instant}, '-infinity'), 'infinity')`,
  rowPlus: (a, b) => bounded(sql`${a} + ${b}`),
  rowMinus: (a, b) => bounded(sql`${a} - ${b}`),
  rowTimes: (a, b) => bounded(sql`round(${a} * ${b}, 24)`),
  // A whole division cuts off after the 13th digit, which decides about the rounding.
  rowOver: (a, b) => bounded(sql`round(div(${a} * 1e13, nullif(${b}, 0)) * 0.0000000000001, 12)`),
  rowAbs: (number) => sql`abs(${number})`,
  rowFloor: (number) => bounded(sql`floor(${number})`),
  rowCeil: (number) => bounded(sql`ceil(${number})`),
  rowRound: (number, places) => bounded(sql`round(${number}, ${wholeNumber(places)})`),
  rowIsOneOf: (number, values) => sql`${number} = any (${parameter(values, 'numeric[]')})`,

  rowScaled: (number) => sql`round(${number}, 24)`,
  // Rounded, it has a point, so that no zero before the point is cut off.
  rowDecimalText: (number) => sql`rtrim(rtrim(round(${number}, 24)::text, '0'), '.')`,
  binByEdges: (number, edges) => sql`width_bucket(${number}, ${parameter(edges, 'numeric[]')})`,
  binByWidth: (number, width) => {
    const by = parameter(width, 'numeric');
    return sql`(div(${number}, ${by}) - case when mod(${number}, ${by}) < 0 then 1 else 0 end)`;
  },
  binStart: (index, width) => sql`round(${index} * ${parameter(width, 'numeric')}, 24)`,

  rowGreatest: (values) => sql`greatest(${join(values, ', ')})`,
  rowLeast: (values) => sql`least(${join(values, ', ')})`,

  rowJoined: (a, b) => sql`(${a} || ${b})`,
  rowLower: (text) => sql`translate(lower(${text} collate "C"), ${letters('lower')})`,
  rowUpper: (text) => sql`translate(upper(${text} collate "C"), ${letters('upper')})`,
  rowLowerFor: (text, { from, to }) => {
    const ascii = sql`lower(${text} collate "C")`;
    return from === '' ? ascii : sql`translate(${ascii}, ${parameter(from, 'text')}, ${parameter(to, 'text')})`;
  },
  rowTrim: (text) => sql`btrim(${text}, ' ')`,
  rowLength: (text) => sql`char_length(${text})::numeric`,
  rowSubstring: (text, start, length) =>
    length === null
      ? sql`substr(${text}, ${wholeNumber(start)})`
      : sql`substr(${text}, ${wholeNumber(start)}, ${wholeNumber(length)})`,
  rowReplace: (text, from, to) => sql`replace(${text}, ${from}, ${to})`,
  rowLike: (text, pattern) => sql`${text} like ${pattern}`,
  rowContains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  rowEndsWith: (text, part) => sql`right(${text}, char_length(${part})) = ${part}`,

  isTrue: (condition) => sql`((${condition}) is true)`,
};

/** Null if the number has more than 24 digits before the point. Null in, null out. */
function bounded(number: Sql): Sql {
  return sql`nullif(nullif(greatest(least(${number}, 1e24), -1e24), 1e24), -1e24)`;
}

/**
 * The database compares with one letter after the other. So the most frequent ones stand first,
 * although they stay what they are.
 */
const FREQUENT = {
  lower: ' eaitnsorlhdcumpgfybvwkxzjq0123456789-_./',
  upper: ' EAITNSORLHDCUMPGFYBVWKXZJQ0123456789-_./',
};

function letters(how: 'lower' | 'upper'): Sql {
  const { from, to } = letterCase(how);
  const first = FREQUENT[how];
  return sql`${parameter(first + from, 'text')}, ${parameter(first + to, 'text')}`;
}
