import type { MeasureGrammar } from '../grammar/measure';
import type { Movement, Snapshot } from '../registry';
import { readAmount } from './amounts';
import { IDENTITY, TIME } from './columns';
import { readColumn, type Reading } from './reading';

type Active = Extract<MeasureGrammar, { active: unknown }>;
type Moving = Extract<Active, { movement: unknown }>;
type Interval = Pick<Snapshot, 'table' | 'filter' | 'from' | 'until'>;

/** The rows that are valid at a moment: their number, the sum of a column, or different entities. */
export function readSnapshot(measure: Exclude<Active, Moving>, reading: Reading): Snapshot | null {
  const interval = readInterval(measure.active, reading);
  const amount = readAmount(measure, reading);
  return interval && amount && { kind: 'snapshot', ...interval, moment: measure.active.at ?? 'close', ...amount };
}

/** How much of what is valid came and went, or how many entities did. */
export function readMovement(measure: Moving, reading: Reading): Movement | null {
  const interval = readInterval(measure.active, reading);
  const amount = readAmount(measure, reading);
  const each = 'each' in measure ? readColumn(measure.each, IDENTITY, reading.spot.at('each'), reading) : null;
  const entity = each ?? amount?.entity ?? null;
  if (!interval || !amount || !entity) return null;
  const counts = amount.entity === null ? 'amounts' : 'entities';
  return { kind: 'movement', ...interval, ...amount, entity, movement: measure.movement, counts };
}

function readInterval(active: Active['active'], reading: Reading): Interval | null {
  const { table, filter, problems } = reading;
  const spot = reading.spot.at('active');
  const from = readColumn(active.from, TIME, spot.at('from'), reading);
  const until = readColumn(active.until, TIME, spot.at('until'), reading);
  if (from !== null && from === until) {
    problems.add(spot.at('until'), 'is the column that `from` names', 'another column of times');
  }
  if (filter === null || from === null || until === null) return null;
  return { table: table.key, filter, from, until };
}
