import { groupOf, type DefinitionGroup } from '../../model/kinds';
import type { Definition } from '../../model/definition';
import { readDerived } from './derived';
import { readFiltered } from './filtered';
import type { CompositeContext } from './compositeMetrics';
import { readMeasureDefinition } from './measureDefinition';
import type { MetricDraft } from './metrics';
import { readRatio } from './ratios';

/**
 * The reader of each way to define a metric: null if there are problems, all of which are listed.
 */
const READERS: {
  readonly [G in DefinitionGroup]: (draft: MetricDraft, context: CompositeContext) => Definition | null;
} = {
  measure: (draft, { tables, problems }) => readMeasureDefinition(draft, tables, problems),
  ratio: readRatio,
  filtered: readFiltered,
  derived: readDerived,
};

/**
 * The definition of a metric, after those of its parts; null if there are problems, all of which
 * are listed.
 */
export function readDefinition(draft: MetricDraft, context: CompositeContext): Definition | null {
  const { spot, fields, kind } = draft;
  if (fields.denominator !== undefined && kind !== null && kind !== 'ratio') {
    const expected = 'a `numerator` that is the key of a metric too';
    context.problems.add(spot.at('denominator'), 'only a ratio has one', expected);
  }
  return kind === null ? null : READERS[groupOf(kind)](draft, context);
}
