import { binTexts, type Bins } from '../../model/bins';
import { compareDecimals, rowDecimal } from '../../model/rowDecimal';
import { oneOf, type ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { nearestName } from '../../model/nearest';
import { readNumber } from './values';

/** The bins at a spot without problems; null: there are none. */
export function binsOf(spot: Spot): Bins | null {
  if (spot.value === undefined) return null;
  if (!Array.isArray(spot.value)) return { kind: 'width', width: rowDecimal(spot.at('width').written ?? '') ?? '1' };
  const edges = spot.value.flatMap((_, index) => rowDecimal(spot.at(index).written ?? '') ?? []);
  return { kind: 'edges', edges };
}

/** Checks the bins of a dimension, and the bins that its labels are for. */
export function checkBins(dimension: Spot, problems: ProblemList): void {
  const spot = dimension.at('bins');
  if (!Array.isArray(spot.value)) {
    const at = spot.at('width');
    const width = readNumber(at, problems, '`width`');
    if (width !== null && compareDecimals(width, '0') <= 0) {
      problems.addAtColumn(at, `${width} is not above 0`, 'a number above 0');
    }
    return;
  }
  const edges = spot.value.map((_, index) => readNumber(spot.at(index), problems, '`bins`'));
  if (edges.some((edge) => edge === null)) return;
  const known = edges as readonly string[];
  let isAscending = true;
  known.forEach((edge, index) => {
    const before = known[index - 1];
    if (before === undefined || compareDecimals(before, edge) < 0) return;
    isAscending = false;
    problems.addAtColumn(spot.at(index), `${edge} is not above ${before}`, 'numbers in ascending order');
  });
  if (isAscending) checkLabels(dimension.at('values'), binTexts(known), problems);
}

function checkLabels(values: Spot, texts: readonly string[], problems: ProblemList): void {
  for (const key of values.keys) {
    if (texts.includes(key)) continue;
    problems.addAtColumn(values.at(key), `"${key}" is no bin`, oneOf(texts), nearestName(key, texts));
  }
}
