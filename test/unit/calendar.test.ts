import { bucketAt, bucketsBefore, bucketsOver, type Interval } from '../../src/time/calendar';
import type { Grain } from '../../src/time/grain';

/** The starts of the buckets over a period, and their lengths in hours. */
function buckets(from: string, to: string, grain: Grain, zone: string): string[] {
  const period = { start: Date.parse(from), end: Date.parse(to) };
  return bucketsOver(period, grain, zone).map(written);
}

function written({ start, end }: Interval): string {
  return `${new Date(start).toISOString().slice(0, 16)}Z ${(end - start) / 3_600_000}h`;
}

test('a day begins at 01:00 where the clock skips midnight', () => {
  expect(buckets('2018-11-03T12:00Z', '2018-11-05T12:00Z', 'day', 'America/Sao_Paulo')).toEqual([
    '2018-11-03T03:00Z 24h',
    '2018-11-04T03:00Z 23h',
    '2018-11-05T02:00Z 24h',
  ]);
});

test('a day begins at the first of two midnights', () => {
  expect(buckets('2026-11-01T04:00Z', '2026-11-02T05:00Z', 'day', 'America/Havana')).toEqual(['2026-11-01T04:00Z 25h']);
});

test('a date that the zone skipped is not a day', () => {
  expect(buckets('2011-12-29T10:00Z', '2011-12-31T10:00Z', 'day', 'Pacific/Apia')).toEqual([
    '2011-12-29T10:00Z 24h',
    '2011-12-30T10:00Z 24h',
  ]);
});

test("a year begins at the moment where the previous year's last date was skipped", () => {
  const year = buckets('1844-12-29T20:00Z', '1845-01-01T00:00Z', 'day', 'Asia/Manila');
  expect(year).toEqual(['1844-12-29T15:56Z 24h', '1844-12-30T15:56Z 24h', '1844-12-31T15:56Z 24h']);
});

test('a clock turned back from just after midnight does not begin the day twice', () => {
  const [, second] = bucketsOver(
    { start: Date.parse('2010-11-06T20:00Z'), end: Date.parse('2010-11-08T18:00Z') },
    'day',
    'America/St_Johns',
  );
  expect(written(second!)).toBe('2010-11-07T02:30Z 25h');
  // 23:30 of the previous day comes again after the date has begun. It belongs to the new date.
  expect(bucketAt(Date.parse('2010-11-07T03:00Z'), 'day', 'America/St_Johns')).toEqual(second);
});

test('an hour that a clock change repeats is two buckets, and one that it shortens is short', () => {
  expect(buckets('2026-04-04T14:00Z', '2026-04-04T16:30Z', 'hour', 'Australia/Lord_Howe')).toEqual([
    '2026-04-04T14:00Z 1h',
    '2026-04-04T15:00Z 0.5h',
    '2026-04-04T15:30Z 1h',
  ]);
  expect(buckets('2026-10-03T14:30Z', '2026-10-03T17:00Z', 'hour', 'Australia/Lord_Howe')).toEqual([
    '2026-10-03T14:30Z 1h',
    '2026-10-03T15:30Z 0.5h',
    '2026-10-03T16:00Z 1h',
  ]);
  expect(buckets('2026-11-01T05:00Z', '2026-11-01T08:00Z', 'hour', 'America/New_York')).toHaveLength(3);
});

test('hours follow the local clock, also for offsets that are not whole hours', () => {
  expect(buckets('2026-01-01T00:00Z', '2026-01-01T01:00Z', 'hour', 'Asia/Kathmandu')).toEqual([
    '2025-12-31T23:15Z 1h',
    '2026-01-01T00:15Z 1h',
  ]);
});

test('weeks begin on Monday, quarters in January, April, July and October', () => {
  expect(buckets('2026-03-01T00:00Z', '2026-03-02T00:00:01Z', 'week', 'UTC')).toEqual([
    '2026-02-23T00:00Z 168h',
    '2026-03-02T00:00Z 168h',
  ]);
  expect(buckets('2026-02-10T00:00Z', '2026-02-11T00:00Z', 'quarter', 'UTC')).toEqual(['2026-01-01T00:00Z 2160h']);
  expect(buckets('2024-02-10T00:00Z', '2024-02-11T00:00Z', 'year', 'UTC')).toEqual(['2024-01-01T00:00Z 8784h']);
});

test('buckets before a bucket follow the calendar', () => {
  const start = Date.parse('2026-03-09T04:00Z');
  expect(new Date(bucketsBefore(start, 1, 'day', 'America/New_York')).toISOString()).toBe('2026-03-08T05:00:00.000Z');
  expect(new Date(bucketsBefore(Date.parse('2026-03-01T00:00Z'), 13, 'month', 'UTC')).toISOString()).toBe(
    '2025-02-01T00:00:00.000Z',
  );
});

test('many hours are made correctly, over clock changes too', () => {
  const all = buckets('2020-03-06T00:00Z', '2021-04-18T00:00Z', 'hour', 'America/New_York');
  expect(all).toHaveLength(408 * 24);
});
