import type { Rolling, Snapshot } from '../../model/measure';
import type { Weight } from '../reading';
import { countOf, type AssignedScan, type NeededValue, type Wanted } from './kind';

/**
 * The values that a scan needs for a weight: different entities, the sum of a column, or the number
 * of rows.
 */
export function weighedValues(wanted: Wanted<Rolling | Snapshot>): NeededValue[] {
  const { entity, column, filter } = wanted.measure;
  if (entity !== null || column === null) return [countOf(wanted)];
  return [{ fn: 'sum', column, filter, where: wanted.where }, countOf(wanted, column)];
}

export function weightOf({ entity, factor }: Rolling | Snapshot, { values }: AssignedScan): Weight {
  if (entity !== null) return { kind: 'entities', keep: values[0]! };
  return { kind: 'values', value: values[0]!, contributed: values.at(-1)!, factor };
}
