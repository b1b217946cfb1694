import { matchKind } from '../byKind';
import { factsOf, matchDefinition } from '../kinds';
import { partIn } from '../parts';
import type { DimensionRule } from '../condition';
import type { Metric, Registry } from '../registry';
import { filterWords } from './conditionWords';
import { writeExpression } from './writeExpression';

export { filterWords } from './conditionWords';
export { sources } from './sources';

/** Replaces the name of a metric or dimension that the caller may not see. */
const HIDDEN_NAME = '…';

/**
 * A metric in one line: what it measures and for which rows, or which metrics it is made of, such
 * as `new_buyers / visitors`.
 */
export function formula(registry: Registry, metric: Metric): string {
  const { definition, grain } = metric;
  const filters = filtersOf(registry, metric).join(' and ');
  const named = (key: string) => (registry.metrics.has(key) ? key : HIDDEN_NAME);
  return matchDefinition<string>(definition, {
    measure: (measure) => {
      const words = factsOf(measure).words(measure, grain);
      return filters === '' ? words : `${words}, where ${filters}`;
    },
    ratio: ({ numerator, denominator }) => `${named(numerator)} / ${named(denominator)}`,
    derived: ({ expression }) => writeExpression(expression, named),
    filtered: ({ metric: base }) => `${named(base)} where ${filters}`,
  });
}

/**
 * For a measure its words without filters. For a ratio the formula of its numerator. For other
 * metrics their formula.
 */
export function numeratorWords(registry: Registry, metric: Metric): string {
  const { definition, grain } = metric;
  return matchDefinition<string>(definition, {
    measure: (measure) => factsOf(measure).words(measure, grain),
    ratio: ({ numerator }) => formula(registry, partIn(registry, numerator)),
    derived: () => formula(registry, metric),
    filtered: () => formula(registry, metric),
  });
}

/** The formula of a ratio's denominator; null for other metrics. */
export function denominatorWords(registry: Registry, { definition }: Metric): string | null {
  return matchDefinition<string | null>(definition, {
    measure: () => null,
    ratio: ({ denominator }) => formula(registry, partIn(registry, denominator)),
    derived: () => null,
    filtered: () => null,
  });
}

/**
 * The metric's own filters in words: over rows, or over dimensions of the metric that it filters.
 */
export function filtersOf(registry: Registry, { definition }: Metric): readonly string[] {
  return matchDefinition<readonly string[]>(definition, {
    measure: ({ filter }) => filterWords(filter),
    ratio: () => [],
    derived: () => [],
    filtered: ({ where }) => filterWords(withVisibleDimensions(registry, where)),
  });
}

function withVisibleDimensions(registry: Registry, rule: DimensionRule): DimensionRule {
  const visible = (one: DimensionRule) => withVisibleDimensions(registry, one);
  const named = (key: string) => (registry.dimensions.has(key) ? key : HIDDEN_NAME);
  return matchKind<DimensionRule, DimensionRule, []>(rule, {
    all: ({ of }) => ({ kind: 'all', of: of.map(visible) }),
    any: ({ of }) => ({ kind: 'any', of: of.map(visible) }),
    not: ({ of }) => ({ kind: 'not', of: visible(of) }),
    in: (one) => ({ ...one, dimension: named(one.dimension) }),
    null: (one) => ({ ...one, dimension: named(one.dimension) }),
  });
}
