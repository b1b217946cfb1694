import type { MemberOfKind } from '../../model/byKind';
import type { Measure } from '../../model/measure';
import { kindOf, type MeasureGrammar, type MeasureGrammarOf } from '../grammar/measure';
import { readActivity, readDistinct, readFirst } from './entities';
import type { MeasureContext } from './measureContext';
import { readReturn } from './returns';
import { readRolling } from './rolling';
import { readCount, readSum } from './rows';
import { readMovement, readSnapshot } from './snapshots';
import { readStatistic } from './statistics';

/** The reader of each kind: null if the measure has problems, all of which are listed. */
const READERS: {
  readonly [K in Measure['kind']]: (
    measure: MeasureGrammarOf<K>,
    context: MeasureContext,
  ) => MemberOfKind<Measure, K> | null;
} = {
  count: readCount,
  sum: readSum,
  distinct: readDistinct,
  first: readFirst,
  rolling: readRolling,
  statistic: readStatistic,
  snapshot: readSnapshot,
  movement: readMovement,
  return: readReturn,
  activity: readActivity,
};

/** The measure of a definition; null if it has problems, all of which are listed. */
export function readMeasure(measure: MeasureGrammar, context: MeasureContext): Measure | null {
  // The reader is found by the measure's own kind. TypeScript sees only the union of all readers.
  const read = READERS[kindOf(measure)] as (measure: MeasureGrammar, context: MeasureContext) => Measure | null;
  return read(measure, context);
}
