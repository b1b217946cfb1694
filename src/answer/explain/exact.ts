/** An exact rational number. `under` is above 0. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

export const ZERO: Exact = { over: 0n, under: 1n };

/** Decimal places of ratios, means and contributions (docs/meaning.md#exact). */
const PLACES = 12;
const UNIT = 10n ** BigInt(PLACES);

/** Reads a decimal without exponent, as a database writes it. */
export function parseExact(decimal: string): Exact {
  const [integer = '', fraction = ''] = decimal.split('.');
  return { over: BigInt(integer + fraction), under: 10n ** BigInt(fraction.length) };
}

export function add(a: Exact, b: Exact): Exact {
  if (a.under === b.under) return { over: a.over + b.over, under: a.under };
  return reduce(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, { over: -b.over, under: b.under });
}

export function multiply(a: Exact, b: Exact): Exact {
  return reduce(a.over * b.over, a.under * b.under);
}

/** `b` is not 0. */
export function divide(a: Exact, b: Exact): Exact {
  return b.over < 0n ? reduce(-a.over * b.under, a.under * -b.over) : reduce(a.over * b.under, a.under * b.over);
}

export function sumOf(all: readonly Exact[]): Exact {
  return all.reduce(add, ZERO);
}

export function isZero({ over }: Exact): boolean {
  return over === 0n;
}

/** Without its sign. */
export function sizeOf({ over, under }: Exact): Exact {
  return { over: over < 0n ? -over : over, under };
}

/** Below 0, 0 or above 0, as sorting expects. */
export function compareExact(a: Exact, b: Exact): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Rounded to 12 places, half away from zero. */
export function rounded({ over, under }: Exact): Exact {
  const size = (over < 0n ? -over : over) * UNIT;
  const units = (2n * size + under) / (2n * under);
  return { over: over < 0n ? -units : units, under: UNIT };
}

/** The nearest float of a number, rounded to 12 places before. */
export function floatOf(number: Exact): number {
  return Number(writeExact(rounded(number)));
}

/** A decimal without exponent and trailing zeros. Errors: a number that is no finite decimal. */
export function writeExact(number: Exact): string {
  const { over, under } = reduce(number.over, number.under);
  let [places, power] = [0, 1n];
  while (power % under !== 0n) {
    [places, power] = [places + 1, power * 10n];
    if (places > MOST_PLACES) throw new Error('not a finite decimal');
  }
  const units = over * (power / under);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${places === 0 ? '' : `.${digits.slice(point)}`}`;
}

const MOST_PLACES = 1_000;

function reduce(over: bigint, under: bigint): Exact {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 1n ? { over, under } : { over: over / a, under: under / a };
}
