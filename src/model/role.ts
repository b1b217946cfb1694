import type { SourceLocation, Text } from './text';

/** What some of those who ask may see (docs/meaning.md#roles). */
export interface Role {
  readonly key: string;
  readonly label: Text;
  readonly description: Text | null;
  /** Keys of what can be asked; former keys too. */
  readonly metrics: readonly string[];
  readonly dimensions: readonly string[];
  /** Which rows there are. */
  readonly rows: RowRule;
  /** Tables whose rows belong to nobody: all of them are there. */
  readonly public: readonly string[];
  /** Whether it is shown how an answer is computed. */
  readonly plan: boolean;
  /** Whether it may ask for the schema itself. */
  readonly introspection: boolean;
  readonly smallestGroup: SmallestGroup | null;
  readonly sourceLocation: SourceLocation;
}

/** Numbers that rest on fewer than `size` different values of a dimension are not told. */
export interface SmallestGroup {
  readonly dimension: string;
  readonly size: number;
}

/** A predicate over rows of whichever table, two-valued as a {@link Condition} is. `claim`: equals what is claimed of who asks, or one of it. */
export type RowRule =
  | { readonly kind: 'all'; readonly of: readonly RowRule[] }
  | { readonly kind: 'any'; readonly of: readonly RowRule[] }
  | { readonly kind: 'not'; readonly of: RowRule }
  | { readonly kind: 'in'; readonly at: RowColumn; readonly values: readonly string[] }
  | { readonly kind: 'claim'; readonly at: RowColumn; readonly claim: string }
  | { readonly kind: 'null'; readonly at: RowColumn };

/** A {@link RowRule} with what is claimed filled in. */
export type RowFilter =
  | { readonly kind: 'all'; readonly of: readonly RowFilter[] }
  | { readonly kind: 'any'; readonly of: readonly RowFilter[] }
  | { readonly kind: 'not'; readonly of: RowFilter }
  | Extract<RowRule, { kind: 'in' | 'null' }>;

/** A column that row rules compare, whichever table reaches it; `empty` as that of a dimension. */
export interface RowColumn {
  readonly table: string;
  readonly column: string;
  readonly empty: string | null;
}
