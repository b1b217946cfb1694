import type { Interval } from '../../time/calendar';
import type { Wanted } from '../kinds/kind';
import type { KeptNumber } from '../plan';

/** The numbers that were computed before. */
export interface KeptNumbers {
  /**
   * The numbers of a reading by sample, for one statement; null: the reading never settles. The
   * result is null for a sample that is not kept, and empty if it has no groups.
   */
  of(wanted: Wanted): ((sample: Interval) => readonly KeptNumber[] | null) | null;
}
