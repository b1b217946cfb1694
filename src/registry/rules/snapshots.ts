import type { MeasureGrammar } from '../grammar/measure';
import type { Snapshot } from '../registry';
import { NUMBER, TIME } from './columns';
import { readFactor } from './factors';
import { readColumn, type Reading } from './reading';

type Active = Extract<MeasureGrammar, { active: unknown }>;

/** The rows that are valid at a moment: their number, or the sum of a column. */
export function readSnapshot(measure: Active, reading: Reading): Snapshot | null {
  const { table, filter, spot, problems } = reading;
  const active = spot.at('active');
  const from = readColumn(measure.active.from, TIME, active.at('from'), reading);
  const until = readColumn(measure.active.until, TIME, active.at('until'), reading);
  if (from !== null && from === until) {
    problems.add(active.at('until'), 'is the column that `from` names', 'another column of times');
  }
  const found = filter !== null && from !== null && until !== null;
  const rows = found ? ({ kind: 'snapshot', table: table.key, filter, from, until } as const) : null;
  if ('count' in measure) return rows && { ...rows, column: null, factor: '1' };
  const column = readColumn(measure.sum, NUMBER, spot.at('sum'), reading);
  const factor = readFactor(measure, reading);
  return rows && column && factor ? { ...rows, column, factor } : null;
}
