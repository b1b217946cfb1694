import type { MeasureGrammar } from '../grammar/measure';
import type { Movement, Snapshot } from '../../model/registry';
import { readAmount } from './amounts';
import { IDENTITY, TIME } from './columns';
import { readColumn, type MeasureContext } from './measureContext';

type Active = Extract<MeasureGrammar, { active: unknown }>;
type Moving = Extract<Active, { movement: unknown }>;
type ValidityInterval = Pick<Snapshot, 'table' | 'filter' | 'from' | 'until'>;

/**
 * Reads a measure of the rows that are valid at a moment: a number of rows, the sum of a column, or
 * a number of different entities. Null if there are problems.
 */
export function readSnapshot(measure: Exclude<Active, Moving>, context: MeasureContext): Snapshot | null {
  const interval = readInterval(measure.active, context);
  const amount = readAmount(measure, context);
  return interval && amount && { kind: 'snapshot', ...interval, moment: measure.active.at ?? 'close', ...amount };
}

/** Reads how much the valid amounts changed, or how many entities came and went. */
export function readMovement(measure: Moving, context: MeasureContext): Movement | null {
  const interval = readInterval(measure.active, context);
  const amount = readAmount(measure, context);
  const each = 'each' in measure ? readColumn(measure.each, IDENTITY, context.spot.at('each'), context) : null;
  const entity = each ?? amount?.entity ?? null;
  if (!interval || !amount || !entity) return null;
  const counts = amount.entity === null ? 'amounts' : 'entities';
  return { kind: 'movement', ...interval, ...amount, entity, movement: measure.movement, counts };
}

function readInterval(active: Active['active'], context: MeasureContext): ValidityInterval | null {
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
