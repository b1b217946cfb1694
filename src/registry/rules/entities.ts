import type { MeasureGrammar } from '../grammar/measure';
import type { Distinct, First } from '../../model/registry';
import { IDENTITY } from './columns';
import { readAt, readColumn, type MeasureContext } from './measureContext';

type Entities = Exclude<
  Extract<MeasureGrammar, { count_distinct: string } | { count_first: string }>,
  { window: unknown } | { active: unknown }
>;

/** Reads a count of different entities in a bucket, or of entities with their first row in it. */
export function readEntities(measure: Entities, context: MeasureContext): Distinct | First | null {
  const { table, filter, spot } = context;
  const at = readAt(measure.at, context);
  const first = 'count_first' in measure;
  const entity = first
    ? readColumn(measure.count_first, IDENTITY, spot.at('count_first'), context)
    : readColumn(measure.count_distinct, IDENTITY, spot.at('count_distinct'), context);
  if (!filter || !at || !entity) return null;
  return { kind: first ? 'first' : 'distinct', table: table.key, filter, at, entity };
}
