import type { Formula } from '../plan/plan';
import type { Reading } from '../plan/reading';
import { partsOf } from './expression';

/** Readings by their ids. */
export type Readings = ReadonlyMap<string, Reading>;

/** The readings that formulas use. */
export function readingsOf(readings: Readings, formulas: readonly Formula[]): Reading[] {
  const ids = new Set(formulas.flatMap(readingIds));
  return [...readings.values()].filter(({ id }) => ids.has(id));
}

function readingIds(formula: Formula): string[] {
  switch (formula.kind) {
    case 'plain':
      return [formula.reading];
    case 'ratio':
      return [formula.numerator, formula.denominator];
    case 'derived':
      return partsOf(formula.expression).flatMap(readingIds);
  }
}
