import type { MeasureGrammarOf } from '../grammar/measure';
import type { Movement, Snapshot } from '../../model/measure';
import { readAmount } from './amounts';
import { IDENTITY, TIME } from './columns';
import { readColumn, type MeasureContext } from './measureContext';

type ValidityInterval = Pick<Snapshot, 'table' | 'filter' | 'from' | 'until'>;

/**
 * Over the rows valid at a moment: their number, the sum of a column, or the number of distinct
 * entities.
 */
export function readSnapshot(measure: MeasureGrammarOf<'snapshot'>, context: MeasureContext): Snapshot | null {
  const interval = readInterval(measure.active, context);
  const amount = readAmount(measure, context);
  return interval && amount && { kind: 'snapshot', ...interval, moment: measure.active.at ?? 'close', ...amount };
}

/** The change of amounts between two moments, or the number of entities whose amount changed. */
export function readMovement(measure: MeasureGrammarOf<'movement'>, context: MeasureContext): Movement | null {
  const interval = readInterval(measure.active, context);
  const amount = readAmount(measure, context);
  const each = 'each' in measure ? readColumn(measure.each, IDENTITY, context.spot.at('each'), context) : null;
  const entity = each ?? amount?.entity ?? null;
  if (!interval || !amount || !entity) return null;
  const counts = amount.entity === null ? 'amounts' : 'entities';
  return { kind: 'movement', ...interval, ...amount, entity, movement: measure.movement, counts };
}

function readInterval(
  active: MeasureGrammarOf<'snapshot' | 'movement'>['active'],
  context: MeasureContext,
): ValidityInterval | null {
  const { table, filter, problems } = context;
  const spot = context.spot.at('active');
  const from = readColumn(active.from, TIME, spot.at('from'), context);
  const until = readColumn(active.until, TIME, spot.at('until'), context);
  if (from !== null && from === until) {
    problems.add(spot.at('until'), 'is the same column as `from`', 'another column of times');
  }
  if (filter === null || from === null || until === null) return null;
  return { table: table.key, filter, from, until };
}
