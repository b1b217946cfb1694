import type { Comparison } from '../../../src/query/query';
import { at, question } from './tinyRegistry';
import { Calendar } from './calendar';
import { resolveComparison } from './comparison';
import { resolveRange } from './range';

type Grain = Parameters<Calendar['bucketAt']>[0];

/** A range, a grain and asOf; times are in UTC. */
interface Example {
  readonly zone?: string;
  readonly grain: Grain | null;
  readonly range: readonly [string, string];
  readonly asOf?: string;
  readonly compare?: Comparison;
}

const back = (shift: number, unit: Grain): Comparison => ({ kind: 'shift', shift, unit });

function resolve({ zone = 'UTC', grain, range: [from, to], asOf = '2030-01-01T00:00Z', compare }: Example) {
  const calendar = new Calendar(zone);
  const query = question(['metric'], '2026-05-01', '2026-05-02', {
    timeZone: zone,
    grain,
    range: { kind: 'to', from: { instant: at(from) }, to: { instant: at(to) } },
    asOf: at(asOf),
    compare: compare ?? { kind: 'previousPeriod' },
  });
  const range = resolveRange(calendar, query);
  const comparison = resolveComparison(calendar, query, range)!;
  const written = (instant: number) => new Date(instant).toISOString().slice(0, 16);
  return {
    period: comparison.period && `${written(comparison.period.start)} ${written(comparison.period.end)}`,
    asOf: `${comparison.asOf.isIn ? 'until' : 'before'} ${written(comparison.asOf.instant)}`,
    counterparts: (grain === null ? [range] : calendar.overlapping(grain, range)).map((bucket) => {
      const counterpart = comparison.counterpart(bucket);
      return counterpart === null ? null : written(counterpart.start);
    }),
  };
}

describe('the previous period', () => {
  test('the previous period of buckets is as many buckets', () => {
    const weeks = resolve({ grain: 'week', range: ['2026-05-06T00:00Z', '2026-05-12T00:00Z'] });
    expect(weeks).toMatchObject({
      period: '2026-04-20T00:00 2026-05-04T00:00',
      counterparts: ['2026-04-20T00:00', '2026-04-27T00:00'],
    });
    const quarter = resolve({ grain: 'quarter', range: ['2026-05-06T00:00Z', '2026-05-12T00:00Z'] });
    expect(quarter.period).toBe('2026-01-01T00:00 2026-04-01T00:00');
  });

  test('without a grain the previous period is months, else days, else a length of time', () => {
    const before = (from: string, to: string, zone = 'UTC') => resolve({ zone, grain: null, range: [from, to] }).period;
    expect(before('2026-03-01T00:00Z', '2026-05-01T00:00Z')).toBe('2026-01-01T00:00 2026-03-01T00:00');
    expect(before('2026-03-01T00:00Z', '2026-03-31T00:00Z')).toBe('2026-01-30T00:00 2026-03-01T00:00');
    expect(before('2026-03-01T12:00Z', '2026-03-02T00:00Z')).toBe('2026-03-01T00:00 2026-03-01T12:00');
    // New York, two days from March 8: 47 hours. The two days before have 48.
    expect(before('2026-03-08T05:00Z', '2026-03-10T04:00Z', 'America/New_York')).toBe(
      '2026-03-06T05:00 2026-03-08T05:00',
    );
    // Apia had no December 30, so the two days before January 1 are December 29 and 31.
    expect(before('2011-12-31T10:00Z', '2012-01-02T10:00Z', 'Pacific/Apia')).toBe('2011-12-29T10:00 2011-12-31T10:00');
  });

  test('asOf moves to the same place in the bucket before', () => {
    const asOf = (grain: Grain | null, range: Example['range'], moment: string) =>
      resolve({ grain, range, asOf: moment }).asOf;
    expect(asOf('day', ['2026-05-05T00:00Z', '2026-05-07T00:00Z'], '2026-05-06T09:00Z')).toBe('until 2026-05-04T09:00');
    expect(asOf('week', ['2026-05-04T00:00Z', '2026-05-05T00:00Z'], '2026-05-06T09:00Z')).toBe(
      'until 2026-04-29T09:00',
    );
    expect(asOf('month', ['2026-04-01T00:00Z', '2026-05-05T00:00Z'], '2026-05-12T09:00Z')).toBe(
      'until 2026-03-12T09:00',
    );
    expect(asOf('quarter', ['2026-04-01T00:00Z', '2026-05-05T00:00Z'], '2026-05-31T09:00Z')).toBe(
      'before 2026-03-01T00:00',
    );
    expect(asOf('year', ['2024-02-01T00:00Z', '2024-03-01T00:00Z'], '2024-02-29T09:00Z')).toBe(
      'before 2023-03-01T00:00',
    );
    expect(asOf(null, ['2026-03-01T00:00Z', '2026-04-01T00:00Z'], '2026-03-30T09:00Z')).toBe('before 2026-03-01T00:00');
    expect(asOf(null, ['2026-03-02T00:00Z', '2026-04-01T00:00Z'], '2026-03-30T09:00Z')).toBe('until 2026-02-28T09:00');
    expect(asOf(null, ['2026-03-02T01:00Z', '2026-03-03T00:00Z'], '2026-03-02T09:00Z')).toBe('until 2026-03-01T10:00');
  });

  test('asOf moves to the same time of day, even if days differ in length', () => {
    // New York at 09:00 on March 8, 8 hours after midnight, and on the 7th.
    const today = {
      zone: 'America/New_York',
      grain: 'day',
      range: ['2026-03-08T05:00Z', '2026-03-08T06:00Z'],
    } as const;
    expect(resolve({ ...today, asOf: '2026-03-08T13:00Z' }).asOf).toBe('until 2026-03-07T14:00');
    // 02:30 on the 9th. On the 8th the clock skipped it, from 02:00 to 03:00, so it becomes 03:30.
    const next = { ...today, range: ['2026-03-09T04:00Z', '2026-03-09T05:00Z'] } as const;
    expect(resolve({ ...next, asOf: '2026-03-09T06:30Z' }).asOf).toBe('until 2026-03-08T07:30');
    // 01:30 on November 2. On the 1st it occurred twice, and the earlier one counts.
    const autumn = { ...today, range: ['2026-11-02T05:00Z', '2026-11-02T06:00Z'] } as const;
    expect(resolve({ ...autumn, asOf: '2026-11-02T06:30Z' }).asOf).toBe('until 2026-11-01T05:30');
  });

  test('the previous period of hours is as many hours, and asOf moves by the time elapsed in the running hour', () => {
    const hours = resolve({
      zone: 'America/New_York',
      grain: 'hour',
      range: ['2026-11-01T05:00Z', '2026-11-01T07:00Z'],
      asOf: '2026-11-01T06:20Z',
    });
    expect(hours).toEqual({
      period: '2026-11-01T03:00 2026-11-01T05:00',
      asOf: 'until 2026-11-01T04:20',
      counterparts: ['2026-11-01T03:00', '2026-11-01T04:00'],
    });
  });
});

describe('a shift', () => {
  test('a shift by a year has no counterpart of February 29', () => {
    expect(
      resolve({ grain: 'day', range: ['2024-02-28T00:00Z', '2024-03-02T00:00Z'], compare: back(1, 'year') }),
    ).toMatchObject({
      period: '2023-02-28T00:00 2023-03-02T00:00',
      counterparts: ['2023-02-28T00:00', null, '2023-03-01T00:00'],
    });
    const leapDay = { grain: 'day', range: ['2024-02-29T00:00Z', '2024-03-01T00:00Z'] } as const;
    expect(resolve({ ...leapDay, compare: back(1, 'year') })).toMatchObject({ period: null, counterparts: [null] });
    expect(resolve({ ...leapDay, compare: back(4, 'year') }).counterparts).toEqual(['2020-02-29T00:00']);
    expect(resolve({ ...leapDay, asOf: '2024-02-29T09:00Z', compare: back(1, 'year') }).asOf).toBe(
      'before 2023-03-01T00:00',
    );
  });

  test('a shift by a month moves March 30 to March 1, and March 28 to February 28', () => {
    const days = resolve({
      grain: 'day',
      range: ['2026-03-28T00:00Z', '2026-04-02T00:00Z'],
      asOf: '2026-03-30T09:00Z',
      compare: back(1, 'month'),
    });
    expect(days).toEqual({
      period: '2026-02-28T00:00 2026-03-02T00:00',
      asOf: 'before 2026-03-01T00:00',
      counterparts: ['2026-02-28T00:00', null, null, null, '2026-03-01T00:00'],
    });
  });

  test('a shift of months moves by months', () => {
    expect(
      resolve({
        grain: 'month',
        range: ['2026-02-01T00:00Z', '2026-05-01T00:00Z'],
        asOf: '2026-04-12T09:00Z',
        compare: back(1, 'quarter'),
      }),
    ).toEqual({
      period: '2025-11-01T00:00 2026-02-01T00:00',
      asOf: 'until 2026-01-12T09:00',
      counterparts: ['2025-11-01T00:00', '2025-12-01T00:00', '2026-01-01T00:00'],
    });
  });

  test('a shift by hours is elapsed time', () => {
    // New York: 24 hours before the midnight after the day of 23 hours is 23:00 of the day before
    // it.
    expect(
      resolve({
        zone: 'America/New_York',
        grain: null,
        range: ['2026-03-09T04:00Z', '2026-03-10T04:00Z'],
        compare: back(24, 'hour'),
      }).period,
    ).toBe('2026-03-08T04:00 2026-03-09T04:00');
  });

  test('a shift of a range without a grain keeps the time of day', () => {
    const moved = (from: string, to: string, compare: Comparison, zone = 'UTC') =>
      resolve({ zone, grain: null, range: [from, to], compare }).period;
    expect(moved('2026-03-31T10:00Z', '2026-04-30T10:00Z', back(1, 'month'))).toBe('2026-03-01T00:00 2026-03-30T10:00');
    expect(moved('2026-03-30T10:00Z', '2026-03-31T10:00Z', back(1, 'month'))).toBe(null);
    // New York, 10:00 on March 8 and on the 7th.
    expect(moved('2026-03-08T14:00Z', '2026-03-08T15:00Z', back(1, 'day'), 'America/New_York')).toBe(
      '2026-03-07T15:00 2026-03-07T16:00',
    );
  });

  test('a shift moves the start of a day to the start of a day, even if one is at 01:00', () => {
    // São Paulo: November 4, 2018, begins at 01:00, 03:00 UTC.
    const moved = (from: string, to: string) =>
      resolve({ zone: 'America/Sao_Paulo', grain: null, range: [from, to], compare: back(1, 'day') }).period;
    expect(moved('2018-11-04T03:00Z', '2018-11-05T02:00Z')).toBe('2018-11-03T03:00 2018-11-04T03:00');
    expect(moved('2018-11-05T02:00Z', '2018-11-06T02:00Z')).toBe('2018-11-04T03:00 2018-11-05T02:00');
  });

  test('a shift does not move to a date that the zone skipped', () => {
    // Apia had no December 30, 2011. The 31st begins at 10:00 UTC of that date.
    expect(
      resolve({
        zone: 'Pacific/Apia',
        grain: 'day',
        range: ['2012-01-05T10:00Z', '2012-01-07T10:00Z'],
        asOf: '2012-01-05T20:00Z',
        compare: back(1, 'week'),
      }),
    ).toEqual({
      period: '2011-12-30T10:00 2011-12-31T10:00',
      asOf: 'before 2011-12-30T10:00',
      counterparts: [null, '2011-12-30T10:00'],
    });
  });
});

describe('hours that a clock change skips or repeats', () => {
  const hours = (zone: string, from: string, to: string, compare: Comparison) =>
    resolve({ zone, grain: 'hour', range: [from, to], compare }).counterparts;

  test('a shift by hours counts skipped and repeated hours', () => {
    expect(hours('America/New_York', '2026-11-01T05:00Z', '2026-11-01T08:00Z', back(1, 'hour'))).toEqual([
      '2026-11-01T04:00',
      '2026-11-01T05:00',
      '2026-11-01T06:00',
    ]);
    // Lord Howe, 2026-04-05: the second hour of one, 15:00 UTC, is half an hour long.
    expect(hours('Australia/Lord_Howe', '2026-04-04T15:00Z', '2026-04-04T16:30Z', back(1, 'hour'))).toEqual([
      '2026-04-04T14:00',
      '2026-04-04T15:00',
    ]);
  });

  test('the second of two hours has no counterpart on a day with one', () => {
    // New York: 00:00, twice 01:00, 02:00.
    expect(hours('America/New_York', '2026-11-01T04:00Z', '2026-11-01T08:00Z', back(1, 'day'))).toEqual([
      '2026-10-31T04:00',
      '2026-10-31T05:00',
      null,
      '2026-10-31T06:00',
    ]);
    expect(hours('America/New_York', '2026-11-02T06:00Z', '2026-11-02T07:00Z', back(1, 'day'))).toEqual([
      '2026-11-01T05:00',
    ]);
  });

  test('the first of two hours goes with the first, the second with the second', () => {
    // 364 days before November 1, 2026, New York put its clocks back too.
    expect(hours('America/New_York', '2026-11-01T05:00Z', '2026-11-01T07:00Z', back(52, 'week'))).toEqual([
      '2025-11-02T05:00',
      '2025-11-02T06:00',
    ]);
  });

  test('an hour repeated after its day ended is the second hour of that day', () => {
    // St. John's, 2010-11-07: at 00:01 the clock went back to 23:01 of the 6th; later it showed
    // 00:00 again.
    expect(hours('America/St_Johns', '2010-11-07T02:30:00Z', '2010-11-07T04:30:00Z', back(1, 'day'))).toEqual([
      '2010-11-06T02:30',
      null,
      null,
    ]);
    // The hour of 23 on the 7th goes with the first one on the 6th.
    expect(hours('America/St_Johns', '2010-11-08T02:30:00Z', '2010-11-08T03:30:00Z', back(1, 'day'))).toEqual([
      '2010-11-07T01:30',
    ]);
  });

  test('a skipped hour is no counterpart', () => {
    // New York had no 02:00 on March 8.
    expect(hours('America/New_York', '2026-03-09T05:00Z', '2026-03-09T08:00Z', back(1, 'day'))).toEqual([
      '2026-03-08T06:00',
      null,
      '2026-03-08T07:00',
    ]);
  });

  test('a half hour is a counterpart', () => {
    // Lord Howe, 2026-10-04: the hour of two has only its second half, from 15:30 UTC on the 3rd.
    expect(hours('Australia/Lord_Howe', '2026-10-04T15:00Z', '2026-10-04T16:00Z', back(1, 'day'))).toEqual([
      '2026-10-03T15:30',
    ]);
  });
});
