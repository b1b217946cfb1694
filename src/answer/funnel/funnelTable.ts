import type { AnswerRow, Status } from '../answer';

/** A bucket and group of a funnel (docs/meaning.md#funnel). */
export interface FunnelRow {
  readonly time: AnswerRow['time'];
  readonly by: AnswerRow['by'];
  /** In order. */
  readonly steps: readonly FunnelStep[];
  /** False while an entry of the bucket can still convert. */
  readonly complete: boolean;
}

export interface FunnelStep {
  /** Null: suppressed. */
  readonly entities: number | null;
  readonly status: Status;
  /** Rounded to 12 places. */
  readonly ofFirst: number | null;
  readonly ofPrevious: number | null;
  /** The median of the shortest times from an entry. */
  readonly medianSeconds: number | null;
}
