import type { Rolling, Window } from '../../../src/model/measure';
import type { OverTime } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import { at } from './tinyRegistry';
import type { Row } from './data';
import type { ExampleMetric } from './example';
import { cells, event, every, numbers } from './example';

const rolling = (
  window: Window,
  more: Partial<Rolling> = {},
  grain: Grain = 'day',
  overTime: OverTime = 'last',
): ExampleMetric => ({
  grain,
  overTime,
  definition: { ...every, kind: 'rolling', entity: null, column: 'cost', factor: '1', window, ...more },
});
const since = (unit: Grain | 'beginning'): Window => ({ kind: 'since', unit });
const last = (n: number, unit: Grain): Window => ({ kind: 'last', last: n, unit });

const paid = (day: string, cost: string | null, who: string | null = '1'): Row =>
  event(day, who, `${day}T12:00Z`, { cost });

describe('since the start of a unit', () => {
  const event = [paid('2026-03-31', '30'), paid('2026-04-01', '10'), paid('2026-04-20', '5'), paid('2026-05-02', '7')];

  test('a window since the start of the month grows by day', () => {
    expect(numbers(rolling(since('month')), { event }, ['2026-03-30', '2026-04-03'])).toEqual(['0', '30', '10', '10']);
  });

  test('a month has the window of its last day: the whole month', () => {
    const months = { grain: 'month' } as const;
    expect(numbers(rolling(since('month')), { event }, ['2026-04-01', '2026-07-01'], months)).toEqual(['15', '7', '0']);
    expect(numbers(rolling(since('quarter')), { event }, ['2026-03-01', '2026-07-01'], months)).toEqual([
      '30',
      '15',
      '22',
      '22',
    ]);
  });

  test('the unit is the one that contains the start of the bucket', () => {
    // The week of March 30 includes all of March and its own days; the week of April 6 is in April.
    const weekly = rolling(since('month'), {}, 'week');
    expect(numbers(weekly, { event }, ['2026-03-30', '2026-04-13'])).toEqual(['40', '10']);
    // A unit within the bucket becomes the whole bucket.
    expect(numbers(rolling(since('day'), {}, 'week'), { event }, ['2026-03-30', '2026-04-13'])).toEqual(['40', '0']);
  });

  test('the window of a running bucket ends with asOf', () => {
    const running = { grain: 'month', asOf: at('2026-04-20T11:59Z') } as const;
    expect(numbers(rolling(since('month')), { event }, ['2026-04-01', '2026-05-01'], running)).toEqual(['10']);
  });

  test('an average includes complete buckets only', () => {
    // As of noon on the 3rd: 10 and 10 for the first two days.
    const running = { grain: 'month', asOf: at('2026-04-03T12:00Z') } as const;
    const average = rolling(since('month'), {}, 'day', 'average');
    expect(numbers(average, { event }, ['2026-04-01', '2026-05-01'], running)).toEqual(['10']);
    // 10 on 19 days, 15 on 11 days: 355 / 30.
    expect(numbers(average, { event }, ['2026-04-01', '2026-05-01'], { grain: 'month' })).toEqual(['11.833333333333']);
  });

  test('a window since the beginning starts before every row', () => {
    const all = [paid('1999-01-01', '1'), ...event, { ...paid('2026-04-02', '1000'), at: null }];
    expect(numbers(rolling(since('beginning')), { event: all }, ['2026-03-31', '2026-04-02'])).toEqual(['31', '41']);
    const people = rolling(since('beginning'), { entity: 'who', column: null });
    const known = [paid('2020-01-01', '1', '2'), paid('2026-04-01', '1', '1'), paid('2026-04-01', '1', null)];
    expect(numbers(people, { event: known }, ['2026-03-31', '2026-04-02'])).toEqual(['1', '2']);
  });
});

describe('the last units', () => {
  test('a window adds up a column times a factor; null adds nothing and counts as no row', () => {
    const event = [paid('2026-05-04', '0.10'), paid('2026-05-05', null), paid('2026-05-08', null)];
    const half = rolling(last(2, 'day'), { factor: '0.5' });
    expect(numbers(half, { event }, ['2026-05-04', '2026-05-09'])).toEqual(['0.05', '0.05', '0', '0', '0']);
    expect(numbers(half, { event }, ['2026-05-04', '2026-05-09'], { fill: false })).toEqual(['0.05', '0.05']);
  });

  test('a window counts its rows, also rows without an entity', () => {
    const event = [paid('2026-05-04', null), paid('2026-05-04', '1', null), paid('2026-05-05', '1')];
    const count = rolling(last(2, 'day'), { column: null });
    expect(numbers(count, { event }, ['2026-05-04', '2026-05-07'])).toEqual(['2', '3', '1']);
  });

  test('a window by week ends with the last day of the week, or with today', () => {
    // May 4 is a Monday.
    const event = [paid('2026-05-02', '1'), paid('2026-05-06', '10')];
    const weekly = rolling(last(7, 'day'), {}, 'week');
    expect(numbers(weekly, { event }, ['2026-05-04', '2026-05-11'])).toEqual(['10']);
    expect(numbers(weekly, { event }, ['2026-05-04', '2026-05-11'], { asOf: at('2026-05-06T13:00Z') })).toEqual(['11']);
  });

  test('a window of one unit is the bucket', () => {
    const event = [paid('2026-05-04', '1'), paid('2026-05-05', '2')];
    expect(numbers(rolling(last(1, 'day')), { event }, ['2026-05-04', '2026-05-07'])).toEqual(['1', '2', '0']);
  });
});

test('sums and row counts have shares; entity counts have none', () => {
  const data = { event: [paid('2026-05-04', '1'), paid('2026-05-04', '3')] };
  const share = (more: Partial<Rolling>) =>
    cells(rolling(last(2, 'day'), more), data, ['2026-05-05', '2026-05-06']).map((cell) => cell.share);
  expect(share({})).toEqual(['1']);
  expect(share({ column: null })).toEqual(['1']);
  expect(share({ column: null, entity: 'who' })).toEqual([null]);
});
