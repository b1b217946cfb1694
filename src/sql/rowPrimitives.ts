import type { Sql } from './fragment';
import type { LetterCase } from './letterCases';

/**
 * Primitives of expressions over the columns of a row (docs/meaning.md#computed-columns). None of
 * them fails, whatever a row contains. A number has at most 24 digits before the point and 24 after
 * it. More digits after the point are rounded, half away from zero; with more before it the number
 * is null. Each primitive mentions its arguments once, unless it says something else.
 */
export interface RowPrimitives {
  /** A column's value as such a number. Mentions it several times. */
  rowNumber(column: Sql, type: 'bigint' | 'numeric'): Sql;
  /** A number as it is written, within these digits. */
  rowLiteral(value: string): Sql;
  /** A column's instant; null if it is an infinity. */
  rowTime(instant: Sql): Sql;
  rowPlus(a: Sql, b: Sql): Sql;
  rowMinus(a: Sql, b: Sql): Sql;
  rowTimes(a: Sql, b: Sql): Sql;
  /** Rounded to 12 digits after the point; null if `b` is 0. */
  rowOver(a: Sql, b: Sql): Sql;
  rowAbs(number: Sql): Sql;
  rowFloor(number: Sql): Sql;
  rowCeil(number: Sql): Sql;
  rowRound(number: Sql, places: number): Sql;
  /** Whether the number is one of these, as they are written. Null if the number is null. */
  rowIsOneOf(number: Sql, values: readonly string[]): Sql;

  /** The number with 24 digits after the point, so that equal numbers have equal texts. */
  rowScaled(number: Sql): Sql;
  /** The shortest text of such a number. */
  rowDecimalText(number: Sql): Sql;
  /** How many of the ascending edges, as they are written, are not above the number. */
  binByEdges(number: Sql, edges: readonly string[]): Sql;
  /** The greatest whole multiple of the width that is not above the number, as that many widths. */
  binByWidth(number: Sql, width: string): Sql;
  /** So many widths, as a number with 24 digits after the point. */
  binStart(index: Sql, width: string): Sql;

  /** The greatest and the least of some values, of which nulls are ignored. */
  rowGreatest(values: readonly Sql[]): Sql;
  rowLeast(values: readonly Sql[]): Sql;

  /** Both texts, one after the other. */
  rowJoined(a: Sql, b: Sql): Sql;
  /** Each letter in its simple lower or upper case, as Unicode has it without a language. */
  rowLower(text: Sql): Sql;
  rowUpper(text: Sql): Sql;
  /** ASCII in lower case, and these other letters. */
  rowLowerFor(text: Sql, letters: LetterCase): Sql;
  /** Without the spaces at both ends. */
  rowTrim(text: Sql): Sql;
  /** The number of code points. */
  rowLength(text: Sql): Sql;
  /** From a code point, counted from 1, to the end or so many. */
  rowSubstring(text: Sql, start: number, length: number | null): Sql;
  rowReplace(text: Sql, from: Sql, to: Sql): Sql;
  rowLike(text: Sql, pattern: Sql): Sql;
  rowContains(text: Sql, part: Sql): Sql;
  /** Mentions `part` twice. */
  rowEndsWith(text: Sql, part: Sql): Sql;

  /** False if the condition is null. */
  isTrue(condition: Sql): Sql;
}
