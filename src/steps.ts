import { channel, tracingChannel } from 'node:diagnostics_channel';

/**
 * The steps of answering, as channels for observers (`server/observe`). Each step is published
 * where it happens, by code that does not know its observers. A step never has values of a client:
 * no filters, claims or parameters.
 */
export const planning = tracingChannel<unknown, PlanningStep>('metergate:plan');
export const running = tracingChannel<unknown, RunningStep>('metergate:statement');
export const decoding = tracingChannel<unknown, object>('metergate:decode');
export const encoding = tracingChannel<unknown, object>('metergate:encode');

/** Whether an answer was kept. Its messages are a `KeepingStep`. */
export const keeping = channel('metergate:keep');

/** A look at the state of the database begins. */
export const looking = channel('metergate:look');

/** An error that a client gets. */
export const reportingError = channel('metergate:error');

/** An audit of kept numbers that found a broken promise of the registry. */
export const auditing = channel('metergate:audit');

/** A turn of warming has ended. */
export const warming = channel('metergate:warm');

export interface PlanningStep {
  readonly metrics: readonly string[];
}

export interface RunningStep {
  readonly metrics: readonly string[];
  readonly engine: string;
  /** The statement, with `$1 …` in place of values. */
  readonly sql: string;
  /** The table scans of the statement, in words. */
  readonly scans: () => readonly string[];
  /** Milliseconds, once the step has ended. */
  ms?: number;
  rows?: number;
  /** The error code; undefined if there was no error. */
  code?: string;
}

export interface KeepingStep {
  readonly status: 'HIT' | 'MISS' | 'BYPASS';
  /** Milliseconds that the answer may be older than the data. */
  readonly maxAgeMs: number;
}

export interface AuditStep {
  /** The tables whose promises the number relies on. */
  readonly tables: readonly string[];
  /** The bucket, in milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** The number as it was kept, and as it is now; null: the group does not exist. */
  readonly kept: string | null;
  readonly found: string | null;
}

export interface WarmingStep {
  /** The questions of dashboards that were asked, and those that failed. */
  readonly questions: number;
  readonly failed: number;
  readonly ms: number;
  /** The turn ended early: the registry changed, or the server stops. */
  readonly isCut: boolean;
}

export interface ErrorStep {
  readonly code: string;
}
