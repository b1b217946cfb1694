import type { MetricColumn } from './formulas';

/**
 * The columns of the answer, in order: part and position if `tagged`, the slot, the keys, the rank
 * if the plan has a `top`, the numbers, and the row count if `tagged`. The part of a row is the
 * index of its section.
 */
export interface Layout {
  readonly tagged: boolean;
  readonly sections: readonly SectionLayout[];
}

export interface SectionLayout {
  /** The index of the page in the plan. */
  readonly page: number;
  /** The rows; one row with totals and row count; the groups over the whole range as one bucket. */
  readonly kind: 'rows' | 'summary' | 'overall';
  /** The numbers, in order. */
  readonly columns: readonly Pick<MetricColumn, 'metric' | 'part'>[];
}
