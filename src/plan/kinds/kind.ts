import type { DimensionFilter } from '../../query/query';
import type { Measure } from '../../model/registry';
import type { Interval } from '../../time/calendar';
import type { Grain } from '../../time/grain';
import type { Reading, ScanRows, ScanValue } from '../plan';
import type { Indexes } from '../indexes';
import type { Sample, Sampling } from '../sampling';

/** A number to be read: a measure with the samples it is wanted at, by bucket and over the whole range. */
export interface Wanted<M extends Measure = Measure> {
  readonly id: string;
  readonly measure: M;
  /** The metric's own filter over dimensions, beside that of the query. */
  readonly where: DimensionFilter;
  /** Native grain of the metric that the measure defines. */
  readonly grain: Grain;
  readonly rows: Sampling;
  readonly rangeTotal: Sampling | null;
  readonly timeZone: string;
  readonly indexes: Indexes;
}

/** What a reading needs of one scan. Needs that agree on the table, its rows and the entity share one. */
export interface ScanNeed {
  readonly table: string;
  readonly rows: ScanRows;
  /** Whom the reading tells apart by; null: it does not matter whether the scan does. */
  readonly entity: string | null;
  /** `row`: dimensions are those of the row; `entity`: those of its entity; a cohort: all that matters is who of it is there. */
  readonly keys: 'row' | 'entity' | { readonly cohort: ScanNeed };
  readonly values: readonly NeededValue[];
  /** Where cells must be cut. */
  readonly edges: readonly number[];
}

/** A value with the dimensions of its own filter still to be reached. */
export type NeededValue = Omit<ScanValue, 'id' | 'where'> & { readonly where: DimensionFilter };

/** The scan a need was given: its id, its edges after all needs are met, and the ids of the values, in order. */
export interface AssignedScan {
  readonly id: string;
  readonly edges: readonly number[];
  readonly values: readonly string[];
}

/** What a reading says of its own. */
export type KindReading = Reading extends infer R ? (R extends Reading ? Omit<R, 'people'> : never) : never;

/** How one kind of measure is planned. */
export interface KindPlanner<M extends Measure> {
  needs(wanted: Wanted<M>): readonly ScanNeed[];
  /** `given` answers `needs`, in order. */
  reading(wanted: Wanted<M>, assigned: readonly AssignedScan[]): KindReading;
}

/** The rows that count, under the filters of the measure and of the metric. */
export function countOf({ measure, where }: Wanted, column: string | null = null): NeededValue {
  return { fn: 'count', column, filter: measure.filter, where };
}

/** True of every row, be it of columns or of dimensions that it speaks. */
export const ANY_ROW: { readonly kind: 'all'; readonly of: readonly never[] } = { kind: 'all', of: [] };

/** What every reading says of its samples. */
export function placed<T>(
  wanted: Wanted,
  addsUp: Reading['addsUp'],
  place: (sampling: Sampling) => T,
): { id: string; sumsUp: boolean; addsUp: Reading['addsUp']; rows: T; rangeTotal: T | null } {
  const { id, rows, rangeTotal } = wanted;
  return {
    id,
    addsUp,
    // A statistic of all is none of those of parts.
    sumsUp: addsUp !== 'never' && rangeTotal !== null && isSame(rows, rangeTotal),
    rows: place(rows),
    rangeTotal: rangeTotal === null ? null : place(rangeTotal),
  };
}

/** The same stretches of time, whichever slots they count to. */
function isSame(a: Sampling, b: Sampling): boolean {
  if (a.samples.length !== b.samples.length) return false;
  return a.samples.every(({ start, until }, index) => {
    const other = b.samples[index]!;
    return other.start === start && other.until === until;
  });
}

/** Both samplings. */
export function samplings(wanted: Wanted): readonly Sampling[] {
  return wanted.rangeTotal === null ? [wanted.rows] : [wanted.rows, wanted.rangeTotal];
}

/** What is seen of samples. */
export function measuredIntervals(samples: readonly Sample[]): Interval[] {
  return samples.map(({ start, until }) => ({ start, end: until }));
}
