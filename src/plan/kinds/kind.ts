import type { DimensionFilter } from '../../query/query';
import type { Measure } from '../../model/measure';
import type { Registry } from '../../model/registry';
import type { Interval } from '../../time/calendar';
import type { Grain } from '../../time/grain';
import type { Mapped } from '../cells';
import { once } from '../once';
import type { Ints, Reading } from '../reading';
import type { ScanRows, ScanValue } from '../scan';
import type { Indexes } from '../indexes';
import type { Sample, Sampling } from '../sampling';

/** A wanted number: a measure with its samples, by slot and over the whole range. */
export interface Wanted<M extends Measure = Measure> {
  readonly id: string;
  readonly measure: M;
  /** The metric's own filter over dimensions; the query's `where` applies too. */
  readonly where: DimensionFilter;
  /** Native grain of the metric that the measure defines. */
  readonly grain: Grain;
  readonly rows: Sampling;
  readonly rangeTotal: Sampling | null;
  readonly timeZone: string;
  readonly registry: Pick<Registry, 'tables'>;
  readonly indexes: Indexes;
}

/** A reading's need of one scan. Needs with the same table, rows and entity share a scan. */
export interface ScanNeed {
  readonly table: string;
  readonly rows: ScanRows;
  /**
   * The entity that the reading must distinguish. Null: the scan may distinguish entities or not.
   */
  readonly entity: string | null;
  /**
   * `row`: the dimensions of the row; `entity`: those of its entity; a cohort: only the presence of
   * its entities matters; `none`: the same, and `where` applies to the rows.
   */
  readonly keys: 'row' | 'entity' | 'none' | { readonly cohort: ScanNeed };
  readonly values: readonly NeededValue[];
  /** Lists of moments at which a cell must start or end. */
  readonly edges: readonly (readonly number[])[];
}

/** A value whose filter has no paths to its dimensions yet. */
export type NeededValue = Omit<ScanValue, 'id' | 'where'> & { readonly where: DimensionFilter };

/**
 * The scan a need was given: its id, its edges after all needs are met, and the ids of the values,
 * in order.
 */
export interface AssignedScan {
  readonly id: string;
  readonly edges: readonly number[];
  readonly values: readonly string[];
}

/** The part of a reading that its kind decides. */
export type KindReading = Reading extends infer R ? (R extends Reading ? Omit<R, 'people' | 'isKept'> : never) : never;

/** Plans one kind of measure. */
export interface KindPlanner<M extends Measure> {
  needs(wanted: Wanted<M>): readonly ScanNeed[];
  /** `assigned` has one scan for each of `needs`, in order. */
  reading(wanted: Wanted<M>, assigned: readonly AssignedScan[]): KindReading;
}

/** The rows that count, under the filters of the measure and of the metric. */
export function countOf({ measure, where }: Wanted, column: string | null = null): NeededValue {
  return { fn: 'count', column, filter: measure.filter, where };
}

/** A condition that is true of every row, over columns or dimensions. */
export const ANY_ROW: { readonly kind: 'all'; readonly of: readonly never[] } = { kind: 'all', of: [] };

/** The fields that every reading has for its placements. */
export function placed<T>(
  wanted: Wanted,
  addsUp: Reading['addsUp'],
  place: (sampling: Sampling) => T,
): { id: string; sumsUp: boolean; addsUp: Reading['addsUp']; rows: T; rangeTotal: T | null } {
  const { id, rows, rangeTotal } = wanted;
  return {
    id,
    addsUp,
    // Statistics are not additive.
    sumsUp: addsUp !== 'never' && rangeTotal !== null && isSame(rows, rangeTotal),
    rows: place(rows),
    rangeTotal: rangeTotal === null ? null : place(rangeTotal),
  };
}

/** The same stretches of time, whichever slots they belong to. */
function isSame(a: Sampling, b: Sampling): boolean {
  if (a.samples === b.samples) return true;
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

/** The stretches of time of samples, up to asOf. */
export const measuredIntervals = once((samples: readonly Sample[]): readonly Interval[] =>
  samples.map(({ start, until }) => ({ start, end: until })),
);

/** The same, by the number of the sample. */
export const intervalsBySample = once((samples: readonly Sample[]): readonly Mapped[] =>
  samples.map(({ start, until }, index) => ({ start, end: until, to: index + 1 })),
);

/** By sample: its slot. */
export const slotsOf = once((samples: readonly Sample[]): Ints => samples.map(({ slot }) => slot));
