import { DateTime, IANAZone } from 'luxon';
import type { Grain } from '../../../src/time/grain';

/** A half-open stretch of time, in milliseconds since the epoch. */
export interface Bucket {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a calendar remembers of each kind, so that long runs do not fill the memory. */
const REMEMBERED = 50_000;

function remembered<K, V>(known: Map<K, V>, question: K, find: () => V): V {
  const found = known.get(question);
  if (found !== undefined) return found;
  const answer = find();
  if (known.size >= REMEMBERED) known.clear();
  known.set(question, answer);
  return answer;
}

/** A local calendar date as days since 1970-01-01. */
type DayNumber = number;

/**
 * Where days, weeks and hours begin in one zone. Of the library only the zone's offset at an instant and the arithmetic of
 * dates without a zone are used; its own `startOf` is not, because it takes the second of two midnights.
 * Clocks change at whole minutes, as they have everywhere since 1972.
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

  /** First instant of a calendar date; of a date that the zone skipped, the first instant after it. */
  startOfDate(date: string): number {
    const day = DateTime.fromISO(date, { zone: 'utc' });
    if (!day.isValid || !/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error(`no such date: ${date}`);
    return this.startOfDay(day.toMillis() / DAY);
  }

  /** The date after `date`, as the calendar counts. */
  dateAfter(date: string): string {
    return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate() ?? '';
  }

  /** The date whose day holds the instant. */
  dateOf(instant: number): string {
    return DateTime.fromMillis(this.dayOf(instant) * DAY, { zone: 'utc' }).toISODate() ?? '';
  }

  /** The bucket of `grain` that holds the instant. */
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

  /** The bucket `count` buckets before the one given. */
  before(grain: Grain, bucket: Bucket, count: number): Bucket {
    let at = bucket;
    for (let i = 0; i < count; i++) at = this.bucketAt(grain, at.start - 1);
    return at;
  }

  /** Every bucket of `grain` that overlaps the period, whole. */
  overlapping(grain: Grain, period: Bucket): readonly Bucket[] {
    return remembered(this.lists, `${grain} ${period.start} ${period.end}`, () => {
      const buckets: Bucket[] = [];
      for (let at = period.start; at < period.end; at = buckets.at(-1)!.end) buckets.push(this.bucketAt(grain, at));
      return buckets;
    });
  }

  /** Every bucket of `grain` whose start lies in the period. */
  beginningIn(grain: Grain, period: Bucket): readonly Bucket[] {
    const buckets = this.overlapping(grain, period);
    return buckets[0] !== undefined && buckets[0].start < period.start ? buckets.slice(1) : buckets;
  }

  /** True if a clock change lies inside the period. */
  changesIn(period: Bucket): boolean {
    const seen = new Set<number>();
    for (let at = period.start; at < period.end; at += DAY) seen.add(this.offset(at));
    seen.add(this.offset(period.end - 1));
    return seen.size > 1;
  }

  /** Milliseconds that the local clock is ahead of UTC. */
  offset(instant: number): number {
    // A day of UTC that begins and ends at one offset had no clock change: ask the library once for all of it.
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
      // A clock change is near: look at every minute from well before any zone's midnight.
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

  /** The longest stretch around the instant in which local date, local hour and offset stay the same. */
  private hourAt(instant: number): Bucket {
    const offset = this.offset(instant);
    let start = Math.floor((instant + offset) / HOUR) * HOUR - offset;
    let end = start + HOUR;
    while (this.offset(start) !== offset) start += MINUTE;
    while (this.offset(end - 1) !== offset) end -= MINUTE;
    return { start, end };
  }
}
