import fc from 'fast-check';
import { bucketsOver, type Interval } from '../../src/time/calendar';
import type { Grain } from '../../src/time/grain';
import { bucketLabels } from '../../src/time/label';

/*
 * Random ranges in zones whose clocks change in odd ways, against labels that share no code with
 * `src/` (docs/meaning.md#labels).
 */
const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns', // until 2011 back at 00:01
  'America/Sao_Paulo', // back at 00:00, on at 00:00
  'Pacific/Apia', // without 2011-12-30
  'Antarctica/Troll', // by two hours
  'Australia/Lord_Howe', // by half an hour
];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The longest range of each grain, in hours. */
const MOST: Record<Grain, number> = { hour: 60, day: 24 * 400, week: 24 * 800, month: 9e4, quarter: 9e4, year: 9e4 };

const question = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    grain: fc.constantFrom<Grain>('hour', 'day', 'week', 'month', 'quarter', 'year'),
    // Half of the ranges begin near the end of a year, or near a change of clocks in autumn.
    start: fc.oneof(
      fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2040, 0) }),
      fc
        .tuple(fc.integer({ min: 2000, max: 2030 }), fc.constantFrom(0, 3, 9, 10), fc.integer({ min: -240, max: 240 }))
        .map(([year, month, hours]) => Date.UTC(year, month) + hours * HOUR),
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ zone, grain, start, share }) => {
    const asked = { start, end: start + 1 + Math.floor(share ** 3 * MOST[grain] * HOUR) };
    return { zone, grain, buckets: bucketsOver(asked, grain, zone) };
  });

test('the buckets of an answer have different labels, and those of meaning.md', () => {
  fc.assert(
    fc.property(question, ({ zone, grain, buckets }) => {
      const range = { start: buckets[0]!.start, end: buckets.at(-1)!.end };
      const label = bucketLabels({ zone, grain, range });
      const labels = buckets.map((bucket) => label(bucket, 'en'));
      expect(new Set(labels).size).toBe(labels.length);
      const chosen = buckets.length <= 60 ? buckets : [...buckets.slice(0, 20), ...buckets.slice(-20)];
      // Some versions of Node write `GMT+0`, others `GMT`.
      expect(chosen.map((bucket) => label(bucket, 'en').replace('GMT+0 ', 'GMT '))).toEqual(
        expected(chosen, range, grain, zone),
      );
    }),
    { numRuns: 300 },
  );
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: string;
}

const writers = new Map<string, Intl.DateTimeFormat>();

/** The clock on the wall: `2026-10-25 02:00`. */
function wall(instant: number, zone: string): string {
  let writer = writers.get(zone);
  if (writer === undefined) {
    writer = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    writers.set(zone, writer);
  }
  return writer.format(instant);
}

function local(instant: number, zone: string): Local {
  const [year, month, day, time] = /^(\d+)-(\d+)-(\d+) (.*)$/.exec(wall(instant, zone))!.slice(1);
  return { year: Number(year), month: Number(month), day: Number(day), time: time! };
}

/** The date that the buckets of a day belong to: the latest that the clock has shown. */
function dateAt(instant: number, zone: string): Local {
  const shown = [0, 1, 2, 3].map((hours) => local(instant - hours * HOUR, zone));
  return shown.reduce((latest, one) => (stamp(one) > stamp(latest) ? one : latest));
}

function stamp({ year, month, day }: Local): number {
  return Date.UTC(year, month - 1, day);
}

function isoWeek(instant: number, zone: string): { year: number; week: number } {
  const date = stamp(dateAt(instant, zone));
  const thursday = date + (4 - (new Date(date).getUTCDay() || 7)) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) };
}

/** Whether an instant of the last three hours has shown the same time. */
function isSecond(instant: number, zone: string): boolean {
  const now = wall(instant, zone);
  return Array.from({ length: 180 }, (_, index) => wall(instant - (index + 1) * 60_000, zone)).includes(now);
}

function offset(instant: number, zone: string): string {
  const utc = Date.parse(`${wall(instant, zone).replace(' ', 'T')}Z`);
  const minutes = (utc - instant) / 60_000;
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const sign = minutes < 0 ? '-' : '+';
  return minutes === 0 ? 'GMT' : `GMT${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

function expected(buckets: readonly Interval[], range: Interval, grain: Grain, zone: string): string[] {
  const last = range.end - 1;
  const [from, to] = [dateAt(range.start, zone), dateAt(last, zone)];
  const years = from.year !== to.year;
  const weekYears = isoWeek(range.start, zone).year !== isoWeek(last, zone).year;
  return buckets.map(({ start }) => {
    const at = local(start, zone);
    const month = MONTHS[at.month - 1]!;
    const day = `${month} ${at.day}${years ? `, ${at.year}` : ''}`;
    const { week, year } = isoWeek(start, zone);
    const hour = stamp(from) === stamp(to) ? at.time : `${day}, ${at.time}`;
    return {
      hour: () => (isSecond(start, zone) ? `${hour} ${offset(start, zone)} (2)` : hour),
      day: () => day,
      week: () => `W${week}${weekYears ? ` ${year}` : ''}`,
      month: () => `${month} ${at.year}`,
      quarter: () => `Q${Math.ceil(at.month / 3)} ${at.year}`,
      year: () => String(at.year),
    }[grain]();
  });
}
