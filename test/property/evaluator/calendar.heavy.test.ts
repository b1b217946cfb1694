import { DateTime } from 'luxon';
import { at } from './tinyRegistry';
import type { Bucket } from './calendar';
import { Calendar } from './calendar';
import type { Grain } from '../../../src/time/grain';

const iso = (bucket: Bucket) => [new Date(bucket.start).toISOString(), new Date(bucket.end).toISOString()];

describe('days', () => {
  test('days in Shanghai begin at 16:00 UTC', () => {
    const shanghai = new Calendar('Asia/Shanghai');
    expect(iso(shanghai.bucketAt('day', at('2026-10-01T15:59:59.999Z')))).toEqual([
      '2026-09-30T16:00:00.000Z',
      '2026-10-01T16:00:00.000Z',
    ]);
    expect(shanghai.dateOf(at('2026-10-01T16:00:00Z'))).toBe('2026-10-02');
  });

  test('a day begins at 01:00 if the clock skips midnight', () => {
    const calendar = new Calendar('America/Sao_Paulo');
    // 2018-11-04: 00:00 -03 becomes 01:00 -02, at 03:00 UTC.
    expect(iso(calendar.bucketAt('day', at('2018-11-04T12:00:00Z')))).toEqual([
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ]);
    expect(calendar.dateOf(at('2018-11-04T02:59:59.999Z'))).toBe('2018-11-03');
    expect(calendar.startOfDate('2018-11-04')).toBe(at('2018-11-04T03:00:00Z'));
  });

  test('a day begins at the first of two midnights, unlike in the library', () => {
    const havana = new Calendar('America/Havana');
    // 2026-11-01: 01:00 -04 becomes 00:00 -05, at 05:00 UTC. The first midnight is 04:00 UTC.
    expect(havana.startOfDate('2026-11-01')).toBe(at('2026-11-01T04:00:00Z'));
    expect(DateTime.fromISO('2026-11-01T12:00', { zone: 'America/Havana' }).startOf('day').toMillis()).toBe(
      at('2026-11-01T05:00:00Z'),
    );
    expect(iso(havana.bucketAt('day', at('2026-11-01T04:30:00Z')))).toEqual([
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ]);
  });

  test('a day that the zone skipped does not exist', () => {
    const apia = new Calendar('Pacific/Apia');
    const days = apia.overlapping('day', { start: at('2011-12-29T10:00:00Z'), end: at('2012-01-01T10:00:00Z') });
    // 2011-12-29 at -10 ends at 10:00 UTC on the 30th, where 2011-12-31 at +14 begins.
    expect(days.map(iso)).toEqual([
      ['2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
      ['2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z'],
      ['2011-12-31T10:00:00.000Z', '2012-01-01T10:00:00.000Z'],
    ]);
    expect(days.map((day) => apia.dateOf(day.start))).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
    expect(apia.startOfDate('2011-12-30')).toBe(apia.startOfDate('2011-12-31'));
    expect(apia.before('day', days[1]!, 1)).toEqual(days[0]);
  });

  test('a day begins once if the clock goes back over midnight', () => {
    const stJohns = new Calendar('America/St_Johns');
    // 2010-11-07: 00:01 -02:30 becomes 23:01 -03:30 of the day before. The 7th began at its first
    // 00:00.
    expect(iso(stJohns.bucketAt('day', at('2010-11-07T02:45:00Z')))).toEqual([
      '2010-11-07T02:30:00.000Z',
      '2010-11-08T03:30:00.000Z',
    ]);
    expect(stJohns.dateOf(at('2010-11-07T02:45:00Z'))).toBe('2010-11-07');
  });
});

describe('hours', () => {
  const hours = (zone: string, from: string, to: string) =>
    new Calendar(zone).overlapping('hour', { start: at(from), end: at(to) }).map((hour) => {
      const [start, end] = iso(hour);
      return `${start!.slice(11, 16)}-${end!.slice(11, 16)}`;
    });

  test('a repeated hour is two hours', () => {
    // New York, 2026-11-01: 01:00 to 02:00 at -04, and again at -05.
    expect(hours('America/New_York', '2026-11-01T04:00:00Z', '2026-11-01T08:00:00Z')).toEqual([
      '04:00-05:00',
      '05:00-06:00',
      '06:00-07:00',
      '07:00-08:00',
    ]);
  });

  test('an hour is short if the clock moves by half an hour', () => {
    // Lord Howe, 2026-04-05: 02:00 +11 becomes 01:30 +10:30, at 15:00 UTC on the 4th.
    expect(hours('Australia/Lord_Howe', '2026-04-04T14:00:00Z', '2026-04-04T17:30:00Z')).toEqual([
      '14:00-15:00',
      '15:00-15:30',
      '15:30-16:30',
      '16:30-17:30',
    ]);
    // 2026-10-04: 02:00 +10:30 becomes 02:30 +11, at 15:30 UTC on the 3rd. The hour of two has only
    // its second half.
    expect(hours('Australia/Lord_Howe', '2026-10-03T14:30:00Z', '2026-10-03T17:00:00Z')).toEqual([
      '14:30-15:30',
      '15:30-16:00',
      '16:00-17:00',
    ]);
  });

  test('hours in Kathmandu begin at a quarter past the hours of UTC', () => {
    expect(hours('Asia/Kathmandu', '2026-01-01T00:15:00Z', '2026-01-01T02:15:00Z')).toEqual([
      '00:15-01:15',
      '01:15-02:15',
    ]);
  });
});

describe('weeks, months and quarters', () => {
  const utc = new Calendar('UTC');

  test('weeks begin on Monday', () => {
    expect(iso(utc.bucketAt('week', at('2026-04-01T00:00:00Z')))).toEqual([
      '2026-03-30T00:00:00.000Z',
      '2026-04-06T00:00:00.000Z',
    ]);
    expect(utc.bucketAt('week', at('2026-04-05T23:59:59.999Z')).start).toBe(at('2026-03-30T00:00:00Z'));
  });

  test('months, quarters and years begin on their first day', () => {
    const start = (grain: Grain) => utc.bucketAt(grain, at('2026-05-17T12:00:00Z')).start;
    expect(start('month')).toBe(at('2026-05-01T00:00:00Z'));
    expect(start('quarter')).toBe(at('2026-04-01T00:00:00Z'));
    expect(start('year')).toBe(at('2026-01-01T00:00:00Z'));
  });

  test('a month that begins at a clock change begins with its first day', () => {
    // November 2026 begins in Havana at the first midnight.
    const havana = new Calendar('America/Havana');
    expect(havana.bucketAt('month', at('2026-11-20T00:00:00Z')).start).toBe(at('2026-11-01T04:00:00Z'));
  });

  test('the calendar finds clock changes within a period', () => {
    const london = new Calendar('Europe/London');
    expect(london.changesIn({ start: at('2026-03-28T00:00:00Z'), end: at('2026-03-29T01:00:00Z') })).toBe(false);
    expect(london.changesIn({ start: at('2026-03-28T00:00:00Z'), end: at('2026-03-29T01:00:01Z') })).toBe(true);
  });
});

test.each(['Asia/Shanghai', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'America/Havana', 'UTC'])(
  'buckets of %s follow each other without gap and nest',
  (zone) => {
    const calendar = new Calendar(zone);
    const year = { start: calendar.startOfDate('2018-01-01'), end: calendar.startOfDate('2019-01-01') };
    for (const [fine, coarse] of [
      ['hour', 'day'],
      ['day', 'week'],
      ['day', 'month'],
      ['month', 'quarter'],
      ['quarter', 'year'],
    ] as const) {
      const buckets = calendar.overlapping(fine, year);
      expect(buckets[0]!.start).toBe(year.start);
      buckets.slice(1).forEach((bucket, i) => expect(bucket.start).toBe(buckets[i]!.end));
      const starts = new Set(buckets.map(({ start }) => start));
      for (const bucket of calendar.beginningIn(coarse, year)) expect(starts).toContain(bucket.start);
    }
    expect(calendar.overlapping('day', year)).toHaveLength(365);
  },
);
