import type { Definition } from '../../model/registry';
import { readDerived } from './derived';
import { readFiltered } from './filtered';
import type { CompositeContext } from './compositeMetrics';
import { readMeasureDefinition } from './measureDefinition';
import type { MetricDraft } from './metrics';
import { readRatio } from './ratios';

/** What a metric is, once all metrics that it is made of have been read; null if there are problems, all of which are listed. */
export function readDefinition(draft: MetricDraft, context: CompositeContext): Definition | null {
  const { spot, fields, kind } = draft;
  if (fields.denominator !== undefined && kind !== null && kind !== 'ratio') {
    const expected = 'a `numerator` that is the key of a metric too';
    context.problems.add(spot.at('denominator'), 'only a ratio has one', expected);
  }
  switch (kind) {
    case null:
      return null;
    case 'ratio':
      return readRatio(draft, context);
    case 'filtered':
      return readFiltered(draft, context);
    case 'derived':
      return readDerived(draft, context);
    default:
      return readMeasureDefinition(draft, context.tables, context.problems);
  }
}
