import { DateTime, IANAZone } from 'luxon';
import type { Grain } from '../../../src/time/grain';

/** A half-open period, in milliseconds since the epoch. */
export interface Bucket {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The size of each cache, so that long runs do not fill the memory. */
const REMEMBERED = 50_000;

function remembered<K, V>(known: Map<K, V>, question: K, find: () => V): V {
  const found = known.get(question);
  if (found !== undefined) return found;
  const answer = find();
  if (known.size >= REMEMBERED) known.clear();
  known.set(question, answer);
  return answer;
}

/** A local date as days since 1970-01-01. */
type DayNumber = number;

/**
 * Finds the starts of days, weeks and hours in one zone. It uses only the library's offset at an
 * instant and its arithmetic of dates without a zone. The library's `startOf` takes the second of
 * two midnights. Clocks change at whole minutes, as they have everywhere since 1972.
 */
export class Calendar {
  private readonly rules: IANAZone;
  private readonly offsets = new Map<number, number | null>();
  private readonly starts = new Map<DayNumber, number>();
  private readonly buckets = new Map<Grain, Map<number, Bucket>>();
  private readonly lists = new Map<string, readonly Bucket[]>();

  constructor(readonly timeZone: string) {
    this.rules = IANAZone.create(timeZone);
    if (!this.rules.isValid) throw new Error(`no such zone: ${timeZone}`);
  }

  /** The first instant of a date; for a date that the zone skipped, the first instant after it. */
  startOfDate(date: string): number {
    const day = DateTime.fromISO(date, { zone: 'utc' });
    if (!day.isValid || !/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error(`no such date: ${date}`);
    return this.startOfDay(day.toMillis() / DAY);
  }

  /** The next date of the calendar. */
  dateAfter(date: string): string {
    return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate() ?? '';
  }

  /** The date of the day that contains the instant. */
  dateOf(instant: number): string {
    return DateTime.fromMillis(this.dayOf(instant) * DAY, { zone: 'utc' }).toISODate() ?? '';
  }

  /** The bucket of `grain` that contains the instant. */
  bucketAt(grain: Grain, instant: number): Bucket {
    const known = this.buckets.get(grain) ?? new Map<number, Bucket>();
    this.buckets.set(grain, known);
    return remembered(known, instant, () => this.found(grain, instant));
  }

  private found(grain: Grain, instant: number): Bucket {
    if (grain === 'hour') return this.hourAt(instant);
    const date = DateTime.fromMillis(this.dayOf(instant) * DAY, { zone: 'utc' });
    const first = date.startOf(grain);
    const next = first.plus({ [grain]: 1 });
    return { start: this.startOfDay(first.toMillis() / DAY), end: this.startOfDay(next.toMillis() / DAY) };
  }

  /** The bucket that is `count` buckets earlier. */
  before(grain: Grain, bucket: Bucket, count: number): Bucket {
    let at = bucket;
    for (let i = 0; i < count; i++) at = this.bucketAt(grain, at.start - 1);
    return at;
  }

  /** All buckets of `grain` that overlap the period, whole. */
  overlapping(grain: Grain, period: Bucket): readonly Bucket[] {
    return remembered(this.lists, `${grain} ${period.start} ${period.end}`, () => {
      const buckets: Bucket[] = [];
      for (let at = period.start; at < period.end; at = buckets.at(-1)!.end) buckets.push(this.bucketAt(grain, at));
      return buckets;
    });
  }

  /** All buckets of `grain` that start in the period. */
  beginningIn(grain: Grain, period: Bucket): readonly Bucket[] {
    const buckets = this.overlapping(grain, period);
    return buckets[0] !== undefined && buckets[0].start < period.start ? buckets.slice(1) : buckets;
  }

  /** True if the period contains a clock change. */
  changesIn(period: Bucket): boolean {
    const seen = new Set<number>();
    for (let at = period.start; at < period.end; at += DAY) seen.add(this.offset(at));
    seen.add(this.offset(period.end - 1));
    return seen.size > 1;
  }

  /** The local clock's lead over UTC, in milliseconds. */
  offset(instant: number): number {
    // A UTC day with the same offset at both ends has no clock change. One look-up is enough for
    // that day.
    const day = Math.floor(instant / DAY);
    if (!this.offsets.has(day)) {
      const [first, last] = [this.rules.offset(day * DAY), this.rules.offset(day * DAY + DAY - 1)];
      this.offsets.set(day, first === last ? first * MINUTE : null);
    }
    return this.offsets.get(day) ?? this.rules.offset(instant) * MINUTE;
  }

  /** The first instant at which the local date is that day or a later one. */
  private startOfDay(day: DayNumber): number {
    const known = this.starts.get(day);
    if (known !== undefined) return known;
    const near: number[] = [];
    for (let hours = -16; hours <= 16; hours++) near.push(this.offset(day * DAY + hours * HOUR));
    let start = day * DAY - near[0]!;
    if (new Set(near).size > 1) {
      // A clock change is near. Try every minute from well before midnight in any zone.
      start = day * DAY - 16 * HOUR;
      while (start + this.offset(start) < day * DAY) start += MINUTE;
    }
    this.starts.set(day, start);
    return start;
  }

  /** The latest day that has begun at the instant. */
  private dayOf(instant: number): DayNumber {
    let day = Math.floor((instant + this.offset(instant)) / DAY) + 1;
    while (this.startOfDay(day) > instant) day -= 1;
    return day;
  }

  /** The longest period around the instant with the same local date, local hour and offset. */
  private hourAt(instant: number): Bucket {
    const offset = this.offset(instant);
    let start = Math.floor((instant + offset) / HOUR) * HOUR - offset;
    let end = start + HOUR;
    while (this.offset(start) !== offset) start += MINUTE;
    while (this.offset(end - 1) !== offset) end -= MINUTE;
    return { start, end };
  }
}
