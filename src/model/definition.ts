import type { DimensionRule } from './condition';
import type { Measure } from './measure';

/** A metric is measured in the rows of one table, or made of other metrics. */
export type Definition = Measure | Composite;

/** A definition by other metrics, which it names by key. */
export type Composite = Ratio | Filtered | Derived;

/** Sum of numerators / sum of denominators over native buckets (docs/meaning.md#ratio). */
export interface Ratio {
  readonly kind: 'ratio';
  readonly numerator: string;
  readonly denominator: string;
}

/**
 * Another metric under its own filter, as if each query had the filter in its `where`
 * (docs/meaning.md#filtered).
 */
export interface Filtered {
  readonly kind: 'filtered';
  readonly metric: string;
  readonly where: DimensionRule;
}

/**
 * Arithmetic over the numbers of other metrics in the same bucket and group
 * (docs/meaning.md#derived).
 */
export interface Derived {
  readonly kind: 'derived';
  readonly expression: Expression;
}

export type Expression =
  | { readonly kind: 'metric'; readonly metric: string }
  /** Exact decimal. */
  | { readonly kind: 'number'; readonly value: string }
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    };
