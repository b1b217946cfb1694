/**
 * A fact that a reader of an answer may otherwise miss, as data. `warningWords/` writes it in a
 * language.
 */
export type Warning =
  | RangeWidened
  | MetricWidened
  | StillRunning
  | KeyNotProven
  | NoDataBefore
  | FirstRowUnknown
  | NoDataAfter
  | LastRowUnknown
  | NotExplained;

interface WarningBase {
  /** The metric that the warning is for; null if it is for several. */
  readonly metric: string | null;
}

/** Half-open; instants of the query's zone as text. */
export interface WrittenPeriod {
  readonly start: string;
  readonly end: string;
}

/** The buckets of a range reach beyond its units (docs/meaning.md#range). */
export interface RangeWidened extends WarningBase {
  readonly kind: 'rangeWidened';
  readonly code: 'RANGE_WIDENED';
  readonly requested: WrittenPeriod;
  readonly counted: WrittenPeriod;
}

/** A metric covers whole native buckets (docs/meaning.md#native-buckets). */
export interface MetricWidened extends WarningBase {
  readonly kind: 'metricWidened';
  readonly code: 'RANGE_WIDENED';
  readonly metric: string;
  readonly measured: WrittenPeriod;
  /** False: the metric has no other number than that of the range. */
  readonly isTotal: boolean;
  /** True for the number of the comparison period. */
  readonly isComparison: boolean;
}

/**
 * A bucket is not over, and the metric counts everybody who is not active in it yet
 * (docs/meaning.md#activity).
 */
export interface StillRunning extends WarningBase {
  readonly kind: 'stillRunning';
  readonly code: 'STILL_RUNNING';
  readonly metric: string;
}

/** Rows of a table have, or may have, the same key (docs/meaning.md#keys-that-are-not-proven). */
export interface KeyNotProven extends WarningBase {
  readonly kind: 'keyNotProven';
  readonly code: 'KEY_NOT_PROVEN';
  readonly table: string;
  readonly primaryKey: readonly string[];
  /** Why nobody knows; null: several rows do have the same key. */
  readonly problem: string | null;
}

/** A table has no data yet at the start of the range (docs/meaning.md#no-data-before). */
export interface NoDataBefore extends WarningBase {
  readonly kind: 'noDataBefore';
  readonly code: 'NO_DATA_BEFORE';
  readonly metrics: readonly string[];
  readonly table: string;
  /** The date of the first row; null: there is none. */
  readonly first: string | null;
}

export interface FirstRowUnknown extends WarningBase {
  readonly kind: 'firstRowUnknown';
  readonly code: 'FIRST_ROW_UNKNOWN';
  readonly problem: string;
}

/** The data of a table end long before the range (docs/meaning.md#no-data-after). */
export interface NoDataAfter extends WarningBase {
  readonly kind: 'noDataAfter';
  readonly code: 'NO_DATA_AFTER';
  readonly metrics: readonly string[];
  readonly table: string;
  /** The date of the newest row. */
  readonly newest: string;
}

export interface LastRowUnknown extends WarningBase {
  readonly kind: 'lastRowUnknown';
  readonly code: 'LAST_ROW_UNKNOWN';
  readonly problem: string;
}

/** A change has no parts, because a number is missing (docs/meaning.md#parts-of-a-change). */
export interface NotExplained extends WarningBase {
  readonly kind: 'notExplained';
  readonly code: 'NOT_EXPLAINED';
  readonly metric: string;
  /** Why the number of the range is missing; null: that of the comparison period is. */
  readonly status: 'NO_DATA' | 'DIVIDE_BY_ZERO' | 'SUPPRESSED' | null;
}

/** The metric of a warning for these metrics. */
export function onlyMetric(metrics: readonly string[]): string | null {
  return metrics.length === 1 ? metrics[0]! : null;
}

/** The date at which the data of a warning begin or end; null if the warning has none. */
export function warningDate(warning: Warning): string | null {
  switch (warning.kind) {
    case 'noDataBefore':
      return warning.first;
    case 'noDataAfter':
      return warning.newest;
    case 'rangeWidened':
    case 'metricWidened':
    case 'stillRunning':
    case 'keyNotProven':
    case 'firstRowUnknown':
    case 'lastRowUnknown':
    case 'notExplained':
      return null;
  }
}
