import type { MeasureGrammar } from '../grammar/measure';
import type { Measure } from '../../model/registry';
import { readEntities } from './entities';
import type { MeasureContext } from './measureContext';
import { readReturn } from './returns';
import { readRolling } from './rolling';
import { readRows } from './rows';
import { readMovement, readSnapshot } from './snapshots';
import { readStatistic } from './statistics';

/** The measure itself; null if there are problems with it, all of which are listed. */
export function readMeasure(measure: MeasureGrammar, context: MeasureContext): Measure | null {
  if ('movement' in measure) return readMovement(measure, context);
  if ('active' in measure) return readSnapshot(measure, context);
  if ('window' in measure) return readRolling(measure, context);
  if ('count_returning' in measure) return readReturn(measure, context);
  if ('count_distinct' in measure || 'count_first' in measure) return readEntities(measure, context);
  if ('count' in measure || 'sum' in measure) return readRows(measure, context);
  return readStatistic(measure, context);
}

/** The kind of a measure can be told from its words alone. */
export function kindOf(measure: MeasureGrammar): Measure['kind'] {
  if ('movement' in measure) return 'movement';
  if ('active' in measure) return 'snapshot';
  if ('window' in measure) return 'rolling';
  if ('count_distinct' in measure) return 'distinct';
  if ('count_first' in measure) return 'first';
  if ('count_returning' in measure) return 'return';
  if ('count' in measure) return 'count';
  return 'sum' in measure ? 'sum' : 'statistic';
}
