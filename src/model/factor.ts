/**
 * A decimal number without exponent, with digits on both sides of a point. The number of digits is
 * bounded, so that products of several numbers stay exact.
 */
export const DECIMAL = /^[-+]?\d{1,100}(\.\d{1,100})?$/;

/** `times / per` without rounding; `per` is a power of ten. For 0.02 and 1000 it is 0.00002. */
export function exactFactor(times: string, per: number): string {
  const negative = times.startsWith('-');
  const [integer = '', fraction = ''] = times.replace(/^[-+]/, '').split('.');
  const decimals = fraction.length + String(per).length - 1;
  const digits = (integer + fraction).padStart(decimals + 1, '0');
  const before = digits.slice(0, digits.length - decimals).replace(/^0+(?=\d)/, '');
  const after = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const factor = after === '' ? before : `${before}.${after}`;
  return negative && factor !== '0' ? `-${factor}` : factor;
}
