import type { Grain } from '../../time/grain';
import { matchKind } from '../byKind';
import { matchDefinition } from '../kinds';
import { partIn } from '../parts';
import type { Measure } from '../measure';
import type { Metric, Registry } from '../registry';
import { filterWords } from './conditionWords';
import type { DefinitionWording } from './wording';
import { writeExpression } from './writeExpression';

export { filterWords } from './conditionWords';
export { sources } from './sources';
export { wordingFor } from './wording';

/**
 * A metric in one line: what it measures and for which rows, or which metrics it is made of, such
 * as `new_buyers / visitors`.
 */
export function formula(metric: Metric, wording: DefinitionWording): string {
  const { definition, grain } = metric;
  const { phrases, metric: named } = wording;
  const filters = filtersOf(metric, wording);
  const condition = phrases.conditions.all(filters);
  return matchDefinition<string>(definition, {
    measure: (measure) => {
      const words = measureWords(measure, grain, wording);
      return filters.length === 0 ? words : phrases.measureWhere(words, condition);
    },
    ratio: ({ numerator, denominator }) => `${named(numerator)} / ${named(denominator)}`,
    derived: ({ expression }) => writeExpression(expression, named),
    filtered: ({ metric: base }) => phrases.metricWhere(named(base), condition),
  });
}

function measureWords(measure: Measure, grain: Grain, { phrases: { measures } }: DefinitionWording): string {
  return matchKind<Measure, string, [Grain]>(measure, measures, grain);
}

/**
 * For a measure its words without filters. For a ratio the formula of its numerator. For other
 * metrics their formula.
 */
export function numeratorWords(registry: Registry, metric: Metric, wording: DefinitionWording): string {
  const { definition, grain } = metric;
  return matchDefinition<string>(definition, {
    measure: (measure) => measureWords(measure, grain, wording),
    ratio: ({ numerator }) => formula(partIn(registry, numerator), wording),
    derived: () => formula(metric, wording),
    filtered: () => formula(metric, wording),
  });
}

/** The formula of a ratio's denominator; null for other metrics. */
export function denominatorWords(
  registry: Registry,
  { definition }: Metric,
  wording: DefinitionWording,
): string | null {
  return matchDefinition<string | null>(definition, {
    measure: () => null,
    ratio: ({ denominator }) => formula(partIn(registry, denominator), wording),
    derived: () => null,
    filtered: () => null,
  });
}

/**
 * The metric's own filters in words: over rows, or over dimensions of the metric that it filters.
 */
export function filtersOf({ definition }: Metric, wording: DefinitionWording): readonly string[] {
  return matchDefinition<readonly string[]>(definition, {
    measure: ({ filter }) => filterWords(filter, wording),
    ratio: () => [],
    derived: () => [],
    filtered: ({ where }) => filterWords(where, wording),
  });
}
