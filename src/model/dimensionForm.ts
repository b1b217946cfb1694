import type { Bins } from './bins';

export const DIMENSION_TYPES = ['text', 'id', 'boolean', 'number'] as const;
export type DimensionType = (typeof DIMENSION_TYPES)[number];

/** Facts of each type of dimension that decide its values (docs/meaning.md#types-of-dimensions). */
interface Forms {
  /** Compared and ordered by code point, or in the order of its values. */
  readonly text: {
    /**
     * Value in place of null, an empty string and a missing parent; null: these are the null group
     * (docs/meaning.md#empty-values).
     */
    readonly empty: string | null;
    /** Values that stand for others of the column (docs/meaning.md#merged-values). */
    readonly merged: readonly MergedValue[];
    /** The values that come first, in this order; null: there is no order but that of the texts. */
    readonly order: readonly string[] | null;
  };
  /** Compared and ordered as the type of its column. */
  readonly id: object;
  /** False before true. */
  readonly boolean: object;
  /** Compared and ordered as numbers (docs/meaning.md#numbers-and-bins). */
  readonly number: {
    /** Null: each number is a group. */
    readonly bins: Bins | null;
  };
}

/** One value in place of others, each of which it replaces. */
export interface MergedValue {
  readonly value: string;
  readonly from: readonly string[];
}

type FormOf<T extends DimensionType> = { readonly type: T } & Forms[T];

/** How the values of a dimension follow from those of its column. Plain data, as JSON has it. */
export type DimensionForm = { [T in DimensionType]: FormOf<T> }[DimensionType];

/** One function for each type of dimension. A type without a function does not compile. */
type ByType<R> = { readonly [T in DimensionType]: (form: FormOf<T>) => R };

/** The result of the function for the type of a form. */
export function matchForm<R>(form: DimensionForm, cases: ByType<R>): R {
  // The only cast: a function is found by the form's own type, so it takes this form.
  return (cases[form.type] as (form: DimensionForm) => R)(form);
}

/** The value that null, an empty text and a missing parent count as; null: there is none. */
export function emptyOf(form: DimensionForm | null): string | null {
  return form?.type === 'text' ? form.empty : null;
}

/** The values of a column that count as another one, each with that one. */
export function mergedInto(form: DimensionForm | null): ReadonlyMap<string, string> {
  const merged = form?.type === 'text' ? form.merged : [];
  return new Map(merged.flatMap(({ value, from }) => from.map((one) => [one, value] as const)));
}
