import type { Formula, Reading } from '../plan/plan';
import { partsOf } from './expression';

/** Readings by their ids. */
export type Readings = ReadonlyMap<string, Reading>;

/** The readings that formulas are made of. */
export function readingsOf(readings: Readings, formulas: readonly Formula[]): Reading[] {
  const ids = new Set(formulas.flatMap(readingIds));
  return [...readings.values()].filter(({ id }) => ids.has(id));
}

function readingIds(formula: Formula): string[] {
  if (formula.kind === 'plain') return [formula.reading];
  if (formula.kind === 'ratio') return [formula.numerator, formula.denominator];
  return partsOf(formula.expression).flatMap(readingIds);
}
