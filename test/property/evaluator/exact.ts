/** An exact rational number. Sums, means and ratios lose nothing before the answer is written. */
export interface Exact {
  readonly over: bigint;
  /** Always positive. */
  readonly under: bigint;
}

export const ZERO: Exact = { over: 0n, under: 1n };
export const ONE: Exact = { over: 1n, under: 1n };

/** Decimal places of a mean or a ratio. */
const PLACES = 12;

function exact(over: bigint, under: bigint): Exact {
  const [a, b] = under < 0n ? [-over, -under] : [over, under];
  const divisor = greatestCommonDivisor(a < 0n ? -a : a, b);
  return { over: a / divisor, under: b / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** Reads a decimal such as `-12.50`. */
export function parse(decimal: string): Exact {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) throw new Error(`not a decimal: ${JSON.stringify(decimal)}`);
  const fraction = parts[3] ?? '';
  const digits = BigInt((parts[2] ?? '') + fraction);
  return exact(parts[1] === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
}

export function whole(n: number): Exact {
  return { over: BigInt(n), under: 1n };
}

export function add(a: Exact, b: Exact): Exact {
  return exact(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function subtract(a: Exact, b: Exact): Exact {
  return exact(a.over * b.under - b.over * a.under, a.under * b.under);
}

export function multiply(a: Exact, b: Exact): Exact {
  return exact(a.over * b.over, a.under * b.under);
}

/** `b` is not zero. */
export function divide(a: Exact, b: Exact): Exact {
  return exact(a.over * b.under, a.under * b.over);
}

export function sum(all: Iterable<Exact>): Exact {
  let total = ZERO;
  for (const one of all) total = add(total, one);
  return total;
}

export function isZero(a: Exact): boolean {
  return a.over === 0n;
}

/** Negative, 0 or positive if `a` is less than, equal to or more than `b`. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The largest whole number that is not greater than `a`, which is at least 0. */
export function floor(a: Exact): number {
  return Number(a.over / a.under);
}

/** Rounds half away from zero, to 12 places. */
export function rounded(a: Exact): Exact {
  const scale = 10n ** BigInt(PLACES);
  const size = (a.over < 0n ? -a.over : a.over) * scale;
  const units = (2n * size + a.under) / (2n * a.under);
  return exact(a.over < 0n ? -units : units, scale);
}

/**
 * Writes a finite decimal, without exponent, trailing zeros or a negative zero. The number is an
 * exact sum, or rounded.
 */
export function write(a: Exact): string {
  let places = 0;
  let power = 1n;
  while ((power * a.over) % a.under !== 0n) {
    places += 1;
    power *= 10n;
    if (places > 1000) throw new Error('not a finite decimal; round it first');
  }
  const units = (power * a.over) / a.under;
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const integer = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places);
  return (units < 0n ? '-' : '') + integer + (fraction === '' ? '' : `.${fraction}`);
}
