import type { Activity, Distinct, First } from '../../model/measure';
import type { MeasureGrammarOf } from '../grammar/measure';
import { IDENTITY } from './columns';
import { readAt, readColumn, type MeasureContext } from './measureContext';

/** The number of distinct entities in a bucket. */
export function readDistinct(measure: MeasureGrammarOf<'distinct'>, context: MeasureContext): Distinct | null {
  const { table, filter, spot } = context;
  const at = readAt(measure.at, context);
  const entity = readColumn(measure.count_distinct, IDENTITY, spot.at('count_distinct'), context);
  return filter && at && entity
    ? { kind: 'distinct', table: table.key, filter, at, entity, lag: measure.lag ?? 0 }
    : null;
}

/** The number of entities whose first row ever is in a bucket. */
export function readFirst(measure: MeasureGrammarOf<'first'>, context: MeasureContext): First | null {
  const { table, filter, spot } = context;
  const at = readAt(measure.at, context);
  const entity = readColumn(measure.count_first, IDENTITY, spot.at('count_first'), context);
  return filter && at && entity ? { kind: 'first', table: table.key, filter, at, entity } : null;
}

/** The number of entities with a pattern of activity. */
export function readActivity(measure: MeasureGrammarOf<'activity'>, context: MeasureContext): Activity | null {
  const { table, filter, spot } = context;
  const at = readAt(measure.at, context);
  const entity = readColumn(measure.activity, IDENTITY, spot.at('activity'), context);
  return filter && at && entity ? { kind: 'activity', table: table.key, filter, at, entity, is: measure.is } : null;
}
