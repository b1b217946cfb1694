import { channel, tracingChannel } from 'node:diagnostics_channel';

/**
 * What answering goes through, told to whoever watches (`server/observe`): measured where it happens, by those who need not know who does. Nothing that a client wrote as a value is
 * in it: filters, claims and parameters are not.
 */
export const planning = tracingChannel<unknown, PlanningStep>('metergate:plan');
export const running = tracingChannel<unknown, RunningStep>('metergate:statement');
export const decoding = tracingChannel<unknown, object>('metergate:decode');
export const encoding = tracingChannel<unknown, object>('metergate:encode');

/** An error as it is told to a client. */
export const reportingError = channel('metergate:error');

export interface PlanningStep {
  readonly metrics: readonly string[];
}

export interface RunningStep {
  readonly metrics: readonly string[];
  readonly engine: string;
  /** The statement, in which values are `$1 …`. */
  readonly sql: string;
  /** The reads of tables it makes, in words. */
  readonly scans: () => readonly string[];
  /** Milliseconds, once it has ended. */
  ms?: number;
  rows?: number;
  /** The code of the error it ended with; undefined: none. */
  code?: string;
}

export interface ErrorStep {
  readonly code: string;
}
