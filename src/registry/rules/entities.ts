import type { MeasureGrammar } from '../grammar/measure';
import type { Distinct, First } from '../registry';
import { IDENTITY } from './columns';
import { readAt, readColumn, type Reading } from './reading';

type Entities = Exclude<
  Extract<MeasureGrammar, { count_distinct: string } | { count_first: string }>,
  { window: unknown } | { active: unknown }
>;

/** Counts of entities: different ones in a bucket, or those that are there for the first time. */
export function readEntities(measure: Entities, reading: Reading): Distinct | First | null {
  const { table, filter, spot } = reading;
  const at = readAt(measure.at, reading);
  const first = 'count_first' in measure;
  const entity = first
    ? readColumn(measure.count_first, IDENTITY, spot.at('count_first'), reading)
    : readColumn(measure.count_distinct, IDENTITY, spot.at('count_distinct'), reading);
  if (!filter || !at || !entity) return null;
  return { kind: first ? 'first' : 'distinct', table: table.key, filter, at, entity };
}
