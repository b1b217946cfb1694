import type { MeasureGrammar } from '../grammar/measure';
import type { Measure } from '../registry';
import { readEntities } from './entities';
import type { Reading } from './reading';
import { readReturn } from './returns';
import { readRolling } from './rolling';
import { readRows } from './rows';
import { readMovement, readSnapshot } from './snapshots';
import { readStatistic } from './statistics';

/** The measure itself; null if there are problems with it, all of which are listed. */
export function readMeasure(measure: MeasureGrammar, reading: Reading): Measure | null {
  if ('movement' in measure) return readMovement(measure, reading);
  if ('active' in measure) return readSnapshot(measure, reading);
  if ('window' in measure) return readRolling(measure, reading);
  if ('count_returning' in measure) return readReturn(measure, reading);
  if ('count_distinct' in measure || 'count_first' in measure) return readEntities(measure, reading);
  if ('count' in measure || 'sum' in measure) return readRows(measure, reading);
  return readStatistic(measure, reading);
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
