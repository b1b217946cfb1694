import type { MeasureGrammar } from '../grammar/measure';
import type { Distinct, First, Rolling } from '../registry';
import { IDENTITY } from './columns';
import { readAt, readColumn, type Reading } from './reading';

type Entities = Extract<MeasureGrammar, { count_distinct: string } | { count_first: string }>;

/** Counts of entities: different ones in a bucket or a window, or those that are there for the first time. */
export function readEntities(measure: Entities, reading: Reading): Distinct | First | Rolling | null {
  const { table, filter, spot } = reading;
  const at = readAt(measure.at, reading);
  const first = 'count_first' in measure;
  const entity = first
    ? readColumn(measure.count_first, IDENTITY, spot.at('count_first'), reading)
    : readColumn(measure.count_distinct, IDENTITY, spot.at('count_distinct'), reading);
  if (!filter || !at || !entity) return null;
  const rows = { table: table.key, filter, at, entity };
  if (first) return { kind: 'first', ...rows };
  return 'window' in measure ? { kind: 'rolling', ...rows, window: measure.window } : { kind: 'distinct', ...rows };
}
