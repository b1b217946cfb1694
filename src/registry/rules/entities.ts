import type { Distinct, First } from '../../model/measure';
import type { MeasureGrammarOf } from '../grammar/measure';
import { IDENTITY } from './columns';
import { readAt, readColumn, type MeasureContext } from './measureContext';

/** The number of distinct entities in a bucket. */
export function readDistinct(measure: MeasureGrammarOf<'distinct'>, context: MeasureContext): Distinct | null {
  const { table, filter, spot } = context;
  const at = readAt(measure.at, context);
  const entity = readColumn(measure.count_distinct, IDENTITY, spot.at('count_distinct'), context);
  return filter && at && entity ? { kind: 'distinct', table: table.key, filter, at, entity } : null;
}

/** The number of entities whose first row ever is in a bucket. */
export function readFirst(measure: MeasureGrammarOf<'first'>, context: MeasureContext): First | null {
  const { table, filter, spot } = context;
  const at = readAt(measure.at, context);
  const entity = readColumn(measure.count_first, IDENTITY, spot.at('count_first'), context);
  return filter && at && entity ? { kind: 'first', table: table.key, filter, at, entity } : null;
}
