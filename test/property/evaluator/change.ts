import type { Exact } from './exact';
import { divide, isZero, parse, rounded, subtract, write } from './exact';

/** The change between a number and the number before, both as the answer shows them. */
export interface Change {
  readonly previous: string | null;
  readonly difference: string | null;
  /** The difference divided by the absolute number before. */
  readonly change: string | null;
}

export function changeOf(decimal: string | null, previous: string | null): Change {
  if (decimal === null || previous === null) return { previous, difference: null, change: null };
  const before = parse(previous);
  const difference = subtract(parse(decimal), before);
  return {
    previous,
    difference: write(difference),
    change: isZero(before) ? null : write(rounded(divide(difference, sizeOf(before)))),
  };
}

function sizeOf(number: Exact): Exact {
  return number.over < 0n ? { ...number, over: -number.over } : number;
}
