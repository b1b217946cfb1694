import type { Interval } from '../../time/calendar';
import type { Wanted } from '../kinds/kind';

/** A number of one group that was computed before, exactly, and its contributing rows. */
export interface KeptNumber {
  /** By dimension of groupBy, as the database writes it; null is the null group. */
  readonly keys: readonly (string | null)[];
  readonly value: string;
  readonly contributed: string;
}

/** The numbers that were computed before. */
export interface KeptNumbers {
  /**
   * The numbers of a reading by sample, for one statement; null: the reading never settles. The
   * result is null for a sample that is not kept, and empty if it has no groups.
   */
  of(wanted: Wanted): ((sample: Interval) => readonly KeptNumber[] | null) | null;
}
