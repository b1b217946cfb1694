import { ROW_DIGITS } from './rowExpression';

const WRITTEN = /^([+-]?)(\d{1,100})(?:\.(\d{1,100}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * A number that rows can have, in its one form: without exponent, sign of plus and needless zeros.
 * Null: the text is no number, or it has more digits than a number of a row.
 */
export function rowDecimal(text: string): string | null {
  const parts = WRITTEN.exec(text);
  if (parts === null) return null;
  const [, sign, integer = '', fraction = '', exponent = '0'] = parts;
  const digits = integer + fraction;
  const point = integer.length + Number(exponent);
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const after = padded.slice(at).replace(/0+$/, '');
  if (before.length > ROW_DIGITS || after.length > ROW_DIGITS) return null;
  const number = after === '' ? before : `${before}.${after}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}

/** Compares two numbers in this form: below 0, 0 or above 0. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [a, b].map((one) => {
    const [integer = '', fraction = ''] = one.split('.');
    return BigInt(integer + fraction.padEnd(ROW_DIGITS, '0'));
  }) as [bigint, bigint];
  return left < right ? -1 : left > right ? 1 : 0;
}
