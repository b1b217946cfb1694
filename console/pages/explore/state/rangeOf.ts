import type { MetricTimeRange } from '../../../questions/documents';
import type { ExploreRange } from './state';

/** Returns the argument `range`. */
export function rangeOf(range: ExploreRange): MetricTimeRange {
  switch (range.kind) {
    case 'last':
      return { last: range.count, unit: range.unit, ...(range.isRunning && { includeCurrent: true }) };
    case 'dates':
      return { from: range.from, through: range.through };
    case 'instants':
      return { from: range.from, to: range.to };
  }
}
