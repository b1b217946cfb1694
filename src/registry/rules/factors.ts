import { DECIMAL, exactFactor } from '../../model/factor';
import type { MeasureContext } from './measureContext';

export interface FactorGrammar {
  readonly times?: number | undefined;
  readonly per?: number | undefined;
}

/** `times / per`, exact: read from the text, never through floating point. */
export function readFactor({ times, per = 1 }: FactorGrammar, { spot, problems }: MeasureContext): string | null {
  const written = times === undefined ? '1' : (spot.at('times').written ?? '');
  const factor = DECIMAL.test(written) ? exactFactor(written, per) : null;
  if (factor !== null && factor !== '0') return factor;
  problems.add(spot.at('times'), `is ${written}`, 'a decimal number other than 0, such as 0.02');
  return null;
}
