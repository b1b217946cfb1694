import { matchKind } from './byKind';
import { columnsOfRow, type RowExpression } from './rowExpression';
import { forTests, type TestOf } from './valueTest';

/**
 * A predicate over the columns of one table. It is true or false, never unknown: null is different
 * from every value, so `not` keeps rows with null. `all: []` is true for every row
 * (docs/meaning.md#conditions).
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** A condition that the author wrote as an expression. */
  | { readonly kind: 'written'; readonly text: string; readonly of: Condition }
  | ColumnTest
  /** A part of an expression that is more than a test of one column. */
  | { readonly kind: 'computed'; readonly value: RowExpression };

/** A test of the column of a row. */
export type ColumnTest = TestOf<{ readonly column: string }>;

/** A predicate over dimensions. As a {@link Condition} it is true or false, never unknown. */
export type DimensionRule =
  | { readonly kind: 'all'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'any'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'not'; readonly of: DimensionRule }
  | DimensionTest;

/** A test of the value that a row has under a dimension. */
export type DimensionTest = TestOf<{ readonly dimension: string }>;

/** The columns that a condition reads. */
export function columnsIn(condition: Condition): readonly string[] {
  return matchKind<Condition, readonly string[], []>(condition, {
    all: ({ of }) => of.flatMap(columnsIn),
    any: ({ of }) => of.flatMap(columnsIn),
    not: ({ of }) => columnsIn(of),
    written: ({ of }) => columnsIn(of),
    computed: ({ value }) => columnsOfRow(value),
    ...forTests(({ column }: ColumnTest) => [column]),
  });
}
