import type { Bins } from '../../../src/model/bins';
import { add, compare, divide, multiply, ONE, parse, subtract, write, type Exact } from './exact';

/** Digits of the number of a row, on each side of the point. */
const DIGITS = 24;

/** The number of a row as text; null if it is too long or no number. */
export function numberOfRow(written: string): string | null {
  if (!/^-?\d+(\.\d+)?$/.test(written)) return null;
  const number = parse(written);
  const limit = 10n ** BigInt(DIGITS);
  const size = number.over < 0n ? -number.over : number.over;
  if (size >= limit * number.under) return null;
  const units = (2n * size * limit + number.under) / (2n * number.under);
  return write(divide({ over: number.over < 0n ? -units : units, under: 1n }, { over: limit, under: 1n }));
}

/** The bin of a number, by counting. */
export function binOf(written: string, bins: Bins): string {
  const number = parse(written);
  if (bins.kind === 'width') {
    const width = parse(bins.width);
    let start = multiply(down(divide(number, width)), width);
    while (compare(start, number) > 0) start = subtract(start, width);
    return `${write(start)} – ${write(add(start, width))}`;
  }
  const edges = bins.edges.map(parse);
  const above = edges.findIndex((edge) => compare(number, edge) < 0);
  if (above === 0) return `< ${write(edges[0]!)}`;
  if (above < 0) return `≥ ${write(edges.at(-1)!)}`;
  return `${write(edges[above - 1]!)} – ${write(edges[above]!)}`;
}

/** A whole number near a number, at most one too high. */
function down({ over, under }: Exact): Exact {
  return { over: over / under, under: 1n };
}

/** The number at which a value of a dimension begins, so that these are in the order of values. */
export function startOf(value: string): string {
  const below = /^< (.+)$/.exec(value);
  if (below !== null) return write(subtract(parse(below[1]!), ONE));
  return value.replace(/^≥ /, '').replace(/ – .*$/, '');
}
