import type { Reading } from '../plan/reading';
import type { Sql } from './fragment';

/** Rows of `slot`, keys, and the columns of readings. */
export interface Stitched {
  /** Columns that separate groups. */
  readonly keys: readonly Sql[];
  readonly readings: readonly Reading[];
}
