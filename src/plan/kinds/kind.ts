import type { Measure } from '../../registry/registry';
import type { Interval } from '../../time/calendar';
import type { Grain } from '../../time/grain';
import type { Reading, ScanRows, ScanValue } from '../plan';
import type { Indexes } from '../indexes';
import type { Sample, Sampling } from '../sampling';

/** A number to be read: a measure with the samples it is wanted at, by bucket and over the whole range. */
export interface Wanted<M extends Measure = Measure> {
  readonly id: string;
  readonly measure: M;
  /** Native grain of the metric that the measure defines. */
  readonly grain: Grain;
  readonly rows: Sampling;
  readonly whole: Sampling | null;
  readonly timeZone: string;
  readonly indexes: Indexes;
}

/** What a reading needs of one scan. Needs that agree on the table, its rows and the entity share one. */
export interface ScanNeed {
  readonly table: string;
  readonly rows: ScanRows;
  /** Whom the reading tells apart by; null: it does not matter whether the scan does. */
  readonly entity: string | null;
  /** `row`: dimensions are those of the row; `entity`: those of its entity; `none`: only the entity is looked at. */
  readonly keys: 'row' | 'entity' | 'none';
  readonly values: readonly Omit<ScanValue, 'id'>[];
  /** Where cells must be cut. */
  readonly edges: readonly number[];
}

/** The scan a need was given: its id, its edges after all needs are met, and the ids of the values, in order. */
export interface GivenScan {
  readonly id: string;
  readonly edges: readonly number[];
  readonly values: readonly string[];
}

/** How one kind of measure is planned. */
export interface KindPlanner<M extends Measure> {
  needs(wanted: Wanted<M>): readonly ScanNeed[];
  /** `given` answers `needs`, in order. */
  reading(wanted: Wanted<M>, given: readonly GivenScan[]): Reading;
}

/** What every reading says of its samples. */
export function placed<T>(
  wanted: Wanted,
  place: (sampling: Sampling) => T,
): { id: string; sumsUp: boolean; rows: T; whole: T | null } {
  const { id, rows, whole } = wanted;
  return {
    id,
    sumsUp: whole !== null && isSame(rows, whole),
    rows: place(rows),
    whole: whole === null ? null : place(whole),
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
  return wanted.whole === null ? [wanted.rows] : [wanted.rows, wanted.whole];
}

/** What is seen of samples. */
export function seenOf(samples: readonly Sample[]): Interval[] {
  return samples.map(({ start, until }) => ({ start, end: until }));
}
