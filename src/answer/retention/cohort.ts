import type { AnswerRow, Status } from '../answer';
import type { Counted } from '../hiddenCounts';

/** The numbers of a retention table (docs/meaning.md#retention). */
export interface RetentionTable {
  readonly cohorts: readonly Cohort[];
  readonly overall: readonly Cohort[];
}

export interface Cohort {
  /** Null: all cohorts as one. */
  readonly time: AnswerRow['time'] | null;
  readonly by: AnswerRow['by'];
  readonly size: number | null;
  readonly status: Status;
  readonly periods: readonly Retained[];
}

export interface Retained {
  readonly number: number;
  readonly retained: number | null;
  readonly size: number | null;
  /** `retained / size`, rounded to 12 places. */
  readonly rate: number | null;
  readonly status: Status;
  readonly complete: boolean;
}

/** The numbers of a cohort as the statement found them. */
export interface CountedCohort {
  readonly size: Counted;
  /** By period. `retained` is null if the period has not begun. */
  readonly periods: readonly {
    readonly size: Counted;
    readonly retained: Counted | null;
    readonly complete: boolean;
  }[];
}

/** How many people all cohorts as one rest on; null: that does not matter. */
export interface TogetherPeople {
  readonly all: number;
  /** By period, of its complete cohorts. */
  readonly size: readonly number[];
  readonly retained: readonly number[];
}
