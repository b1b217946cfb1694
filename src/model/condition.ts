import { matchKind } from './byKind';

/**
 * A predicate over the columns of one table. It is true or false, never unknown: null is different
 * from every value, so `not` keeps rows with null. `all: []` is true for every row
 * (docs/meaning.md#conditions).
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'null'; readonly column: string };

/** A predicate over dimensions. As a {@link Condition} it is true or false, never unknown. */
export type DimensionRule =
  | { readonly kind: 'all'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'any'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'not'; readonly of: DimensionRule }
  | { readonly kind: 'in'; readonly dimension: string; readonly values: readonly string[] }
  | { readonly kind: 'null'; readonly dimension: string };

/** The columns that a condition reads. */
export function columnsIn(condition: Condition): readonly string[] {
  return matchKind<Condition, readonly string[], []>(condition, {
    all: ({ of }) => of.flatMap(columnsIn),
    any: ({ of }) => of.flatMap(columnsIn),
    not: ({ of }) => columnsIn(of),
    in: ({ column }) => [column],
    null: ({ column }) => [column],
  });
}
