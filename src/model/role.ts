import type { DimensionForm } from './dimensionForm';
import type { SourceLocation, Text } from './text';
import type { TestOf } from './valueTest';

/** The things that callers with one role may see (docs/meaning.md#roles). */
export interface Role {
  readonly key: string;
  readonly label: Text;
  readonly description: Text | null;
  /** Keys of the metrics that it may query, including former keys. */
  readonly metrics: readonly string[];
  readonly dimensions: readonly string[];
  /** The rows that are visible to it. */
  readonly rows: RowRule;
  /** Tables whose rows are all visible. */
  readonly public: readonly string[];
  /** Whether it may see how an answer is computed. */
  readonly plan: boolean;
  /** Whether it may query the schema itself. */
  readonly introspection: boolean;
  readonly smallestGroup: SmallestGroup | null;
  readonly sourceLocation: SourceLocation;
}

/** Numbers that rest on fewer than `size` distinct values of a dimension are suppressed. */
export interface SmallestGroup {
  readonly dimension: string;
  readonly size: number;
}

/**
 * A predicate over the rows of any table. As a {@link Condition} it is true or false, never
 * unknown. `claim`: equals the value of a claim in the caller's token, or one of its values.
 */
export type RowRule =
  | { readonly kind: 'all'; readonly of: readonly RowRule[] }
  | { readonly kind: 'any'; readonly of: readonly RowRule[] }
  | { readonly kind: 'not'; readonly of: RowRule }
  | RowTest
  | { readonly kind: 'claim'; readonly at: RowColumn; readonly claim: string };

/** A test of the value that a row has in a column, or under the dimension of that column. */
export type RowTest = TestOf<{ readonly at: RowColumn }>;

/** A {@link RowRule} with the values of claims filled in. */
export type RowFilter =
  | { readonly kind: 'all'; readonly of: readonly RowFilter[] }
  | { readonly kind: 'any'; readonly of: readonly RowFilter[] }
  | { readonly kind: 'not'; readonly of: RowFilter }
  | RowTest;

/**
 * A column that decides which rows are visible, in any table that reaches it. `form`: the form of
 * the dimension that the rule names; null: the rule names the column itself.
 */
export interface RowColumn {
  readonly table: string;
  readonly column: string;
  readonly form: DimensionForm | null;
}
