import type { Deadline } from '../engine/deadline';
import { dataEndsOf } from '../model/dataEnds';
import type { Registry } from '../model/registry';
import type { QueryFrame } from '../query/query';
import { bucketAt, bucketsBefore } from '../time/calendar';
import type { Grain } from '../time/grain';
import { writeDate, writeInstant } from '../time/writing';
import type { Services } from './services';

/** So many whole units before the running one. */
export interface LastUnits {
  readonly last: number;
  readonly unit: Grain;
}

/** Units up to the newest row, as a query names them. */
export interface ReachedBack {
  readonly range: { readonly from: string; readonly through: string } | { readonly from: string; readonly to: string };
  /** The local date of the newest row. */
  readonly newest: string;
}

/**
 * The newest row of all tables that some metrics read, in milliseconds since the epoch. Null: there
 * is no row up to asOf. Errors: those of the engine and of the deadline.
 */
export async function newestRowOf(
  registry: Registry,
  { dataEnds }: Pick<Services, 'dataEnds'>,
  metrics: readonly string[],
  frame: Pick<QueryFrame, 'timeZone' | 'asOf' | 'policy'>,
  deadline: Deadline,
): Promise<number | null> {
  const ends = metrics.flatMap((metric) => dataEndsOf(registry, metric));
  const dates = (await dataEnds.of(ends, frame, deadline)).filter((date) => date !== null);
  return dates.length === 0 ? null : Math.max(...dates);
}

/**
 * For a default range of the last units before asOf: as many units up to the one of the newest row,
 * if the data end before that range begins; null if they do not.
 */
export function reachBack(
  { last, unit }: LastUnits,
  newest: number | null,
  { timeZone, asOf }: Pick<QueryFrame, 'timeZone' | 'asOf'>,
): ReachedBack | null {
  const before = (start: number, count: number): number => bucketsBefore(start, count, unit, timeZone);
  if (newest === null || newest >= before(bucketAt(asOf, unit, timeZone).start, last)) return null;
  const { start, end } = bucketAt(newest, unit, timeZone);
  const first = before(start, last - 1);
  const range =
    unit === 'hour'
      ? { from: writeInstant(first, timeZone), to: writeInstant(end, timeZone) }
      : { from: writeDate(first, timeZone), through: writeDate(end - 1, timeZone) };
  return { range, newest: writeDate(newest, timeZone) };
}
