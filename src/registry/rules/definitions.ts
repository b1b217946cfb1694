import type { Definition } from '../registry';
import { readDerived } from './derived';
import { readFiltered } from './filtered';
import type { Making } from './made';
import { readMeasured } from './measured';
import type { MetricDraft } from './metrics';
import { readRatio } from './ratios';

/** What a metric is, once all metrics that it is made of have been read; null if there are problems, all of which are listed. */
export function readDefinition(draft: MetricDraft, making: Making): Definition | null {
  const { spot, fields, kind } = draft;
  if (fields.denominator !== undefined && kind !== null && kind !== 'ratio') {
    const expected = 'a `numerator` that is the key of a metric too';
    making.problems.add(spot.at('denominator'), 'only a ratio has one', expected);
  }
  switch (kind) {
    case null:
      return null;
    case 'ratio':
      return readRatio(draft, making);
    case 'filtered':
      return readFiltered(draft, making);
    case 'derived':
      return readDerived(draft, making);
    default:
      return readMeasured(draft, making.tables, making.problems);
  }
}
