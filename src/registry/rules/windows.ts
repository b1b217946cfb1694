import { GRAINS, isFiner, type Grain } from '../../time/grain';
import type { MeasureGrammarOf } from '../grammar/measure';
import { oneOf, type ProblemList } from '../problems';
import type { Window } from '../../model/measure';
import type { Spot } from '../yaml/spot';

type WindowGrammar = MeasureGrammarOf<'rolling'>['window'];

export function readWindow(window: WindowGrammar): Window {
  return 'since' in window ? { kind: 'since', unit: window.since } : { kind: 'last', ...window };
}

/**
 * Checks the unit of a window. That of `last` may not be coarser than the grain, so that the window
 * can end with every bucket. That of `since` must be coarser, so that the window can begin before
 * the bucket.
 */
export function checkWindow(window: WindowGrammar, grain: Grain, spot: Spot, problems: ProblemList): void {
  if ('since' in window) {
    const { since } = window;
    if (since === 'beginning' || isFiner(grain, since)) return;
    const wrong = `the window since the start of the ${since} is no longer than the ${grain}`;
    const coarserUnits = [...GRAINS.filter((unit) => isFiner(grain, unit)), 'beginning'];
    problems.add(
      spot.at('since'),
      wrong,
      `a unit coarser than the metric's grain: ${oneOf(coarserUnits)}; or no window`,
    );
  } else if (isFiner(grain, window.unit)) {
    const { unit } = window;
    const wrong = `a window of ${unit}s does not end with every ${grain}`;
    problems.add(spot.at('unit'), wrong, `${grain} or finer, or the grain ${unit} for the metric`);
  }
}
