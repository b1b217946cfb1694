import type { Ratio } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { OverTime } from '../../../src/model/registry';
import type { Comparison } from '../../../src/query/query';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import { at, EVERY, question, tinyRegistry } from './tinyRegistry';
import type { Row } from './data';
import { evaluate } from './evaluate';

const every = { table: 'event', filter: EVERY, at: 'at' } as const;
const metric = (grain: Grain, overTime: OverTime, definition: Measure | Ratio) => ({ grain, overTime, definition });

const REGISTRY = tinyRegistry({
  tables: {
    event: {
      columns: { id: 'bigint', who: 'bigint', kind: 'text', cost: 'numeric', at: 'timestamptz', until: 'timestamptz' },
    },
  },
  dimensions: { kind: { of: 'event', column: 'kind' } },
  metrics: {
    count: metric('hour', 'recompute', { ...every, kind: 'count', lag: 0 }),
    daily: metric('day', 'recompute', { ...every, kind: 'count', lag: 0 }),
    mean: metric('day', 'average', { ...every, kind: 'count', lag: 0 }),
    weekly: metric('week', 'recompute', { ...every, kind: 'count', lag: 0 }),
    cost: metric('day', 'recompute', { ...every, kind: 'sum', column: 'cost', factor: '1', lag: 0 }),
    people: metric('day', 'recompute', { ...every, kind: 'distinct', lag: 0, entity: 'who' }),
    recent: metric('day', 'last', {
      ...every,
      kind: 'rolling',
      entity: 'who',
      column: null,
      factor: '1',
      window: { kind: 'last', last: 2, unit: 'day' },
    }),
    valid: metric('day', 'last', {
      kind: 'snapshot',
      moment: 'close',
      entity: null,
      table: 'event',
      filter: EVERY,
      column: null,
      factor: '1',
      from: 'at',
      until: 'until',
    }),
    rate: metric('day', 'ratio', { kind: 'ratio', numerator: 'cost', denominator: 'people' }),
  },
});

let id = 0;
const event = (time: string, more: Row = {}): Row => ({
  id: `${(id += 1)}`,
  who: '1',
  kind: 'a',
  at: at(time),
  ...more,
});
const events = (...times: readonly string[]): readonly Row[] => times.map((time) => event(time));

const back = (shift: number, unit: Grain): Comparison => ({ kind: 'shift', shift, unit });
const PREVIOUS: Comparison = { kind: 'previousPeriod' };

const ask = (
  metrics: readonly string[],
  rows: readonly Row[],
  range: readonly [string, string],
  changes: Partial<FlatQuery>,
) => evaluate(REGISTRY, { event: rows }, question(metrics, ...range, { compare: PREVIOUS, totals: true, ...changes }));

/** `group… number previous` of the first metric, one text per row. */
const lines = (...asked: Parameters<typeof ask>) =>
  ask(...asked).rows.map(({ by, cells }) => {
    const { decimal, previous } = cells[asked[0][0]!]!;
    return [...Object.values(by), decimal, previous].map(String).join(' ');
  });

test('each bucket is compared with one bucket, and totals with the whole period', () => {
  const rows = events('2026-05-01T10:00Z', '2026-05-02T10:00Z', '2026-05-02T11:00Z', '2026-05-04T10:00Z');
  const days = ['2026-05-03', '2026-05-05'] as const;
  expect(lines(['count'], rows, days, { grain: 'day' })).toEqual(['0 1', '1 2']);
  const { totals, comparedTo } = ask(['count'], rows, days, { grain: 'day' });
  expect(totals!.cells['count']).toMatchObject({ decimal: '1', previous: '3' });
  expect(comparedTo).toEqual({ start: at('2026-05-01T00:00Z'), end: at('2026-05-03T00:00Z') });
  expect(lines(['count'], rows, days, { grain: null })).toEqual(['1 3']);
  expect(lines(['count'], rows, days, { grain: 'day', compare: back(2, 'day') })).toEqual(['0 1', '1 2']);
  expect(lines(['count'], rows, days, { grain: 'day', compare: back(1, 'day') })).toEqual(['0 2', '1 0']);
  expect(lines(['count'], rows, days, { grain: 'day', compare: null })).toEqual(['0 null', '1 null']);
});

describe('running buckets', () => {
  test('a running bucket is compared up to the same time of day; a complete bucket is not cut', () => {
    const rows = events(
      '2026-05-03T10:00Z',
      '2026-05-04T09:00Z',
      '2026-05-04T09:00:00.001Z',
      '2026-05-05T20:00Z',
      '2026-05-06T08:00Z',
      '2026-05-06T09:00:00.001Z',
    );
    const running = { grain: 'day', asOf: at('2026-05-06T09:00Z') } as const;
    // The 5th with the 3rd; the 6th until 09:00 with the 4th until 09:00.
    expect(lines(['count'], rows, ['2026-05-05', '2026-05-07'], running)).toEqual(['1 1', '1 1']);
    // As of the next midnight the 6th is complete.
    const whole = { ...running, asOf: at('2026-05-07T00:00Z') };
    expect(lines(['count'], rows, ['2026-05-05', '2026-05-07'], whole)).toEqual(['1 1', '2 2']);
  });

  test('a month up to its 12th is compared with the month before up to its 12th', () => {
    const rows = events('2026-04-11T00:00Z', '2026-04-12T09:00Z', '2026-04-12T10:00Z', '2026-05-11T00:00Z');
    const month = { grain: 'month', asOf: at('2026-05-12T09:00Z') } as const;
    expect(lines(['count'], rows, ['2026-05-01', '2026-05-02'], month)).toEqual(['1 2']);
    expect(lines(['count'], rows, ['2026-05-01', '2026-06-01'], { ...month, grain: null })).toEqual(['1 2']);
    // Eleven days of April were over; one of them had a row.
    expect(lines(['mean'], rows, ['2026-05-01', '2026-05-02'], month)).toEqual(['0.090909090909 0.090909090909']);
    const totals = ask(['count'], rows, ['2026-05-01', '2026-05-02'], { ...month, totals: true }).totals!;
    expect(totals.cells['count']).toMatchObject({ decimal: '1', previous: '2' });
  });

  test('March up to its 30th is compared with all of February, and with nothing of March', () => {
    const rows = events('2026-02-01T00:00Z', '2026-02-28T23:59:59.999Z', '2026-03-01T00:00Z');
    const march = { grain: 'month', asOf: at('2026-03-30T09:00Z') } as const;
    expect(lines(['count'], rows, ['2026-03-01', '2026-03-02'], march)).toEqual(['1 2']);
    // All 28 days of February are complete, and March 1 has not begun.
    expect(lines(['mean'], rows, ['2026-03-01', '2026-03-02'], march)).toEqual(['0.034482758621 0.071428571429']);
    expect(lines(['recent'], rows, ['2026-03-01', '2026-03-02'], march)).toEqual(['0 1']);
    // The week of February 23 is still running, and ends after the moved asOf.
    expect(lines(['weekly'], rows, ['2026-03-01', '2026-03-02'], march)).toEqual(['0 1']);
  });

  test('if the moved date does not exist, nothing of the next date counts, not even its first instant', () => {
    const rows = events('2026-02-15T00:00Z', '2026-02-28T23:59:59.999Z', '2026-03-01T00:00Z', '2026-03-02T00:00Z');
    const range = ['2026-03-15', '2026-04-15'] as const;
    const running = { compare: back(1, 'month'), asOf: at('2026-03-30T09:00Z') } as const;
    expect(lines(['count'], rows, range, running)).toEqual(['0 2']);
    // Fourteen days of February are complete, the last is the 28th. The day after it has not begun.
    expect(lines(['mean'], rows, range, running)).toEqual(['0 0.142857142857']);
    expect(lines(['valid'], [event('2026-02-28T12:00Z'), event('2026-03-01T00:00Z')], range, running)).toEqual(['2 1']);
    expect(lines(['recent'], events('2026-02-27T00:00Z'), range, running)).toEqual(['0 1']);
    // With asOf on the 1st, that instant is the moved moment itself, and counts.
    const first = { ...running, asOf: at('2026-04-01T00:00Z') };
    expect(lines(['count'], rows, range, first)).toEqual(['0 3']);
    expect(lines(['recent'], events('2026-02-27T00:00Z'), range, first)).toEqual(['0 0']);
  });

  test('a snapshot closes at the moved moment, or at the start of the next date', () => {
    const rows = [
      event('2026-02-10T00:00Z', { until: at('2026-03-01T00:00Z') }),
      event('2026-02-10T00:00Z', { until: at('2026-02-28T23:59Z') }),
      event('2026-03-01T00:00Z'),
      event('2026-03-29T00:00Z'),
    ];
    const march = { grain: 'month', asOf: at('2026-03-30T09:00Z') } as const;
    expect(lines(['valid'], rows, ['2026-03-01', '2026-03-02'], march)).toEqual(['2 1']);
    const earlier = { grain: 'month', asOf: at('2026-03-28T12:00Z') } as const;
    expect(lines(['valid'], rows, ['2026-03-01', '2026-03-02'], earlier)).toEqual(['1 2']);
  });

  test('each metric is cut where its own native buckets are running', () => {
    const rows = events('2026-03-31T00:00Z', '2026-04-02T00:00Z', '2026-04-28T00:00Z', '2026-05-02T00:00Z');
    const april = ['2026-04-01', '2026-04-02'] as const;
    // Three days into May, April is complete by days. By weeks it is running, because its last week
    // ends on the 4th. So weeks are compared as of three days into April, in March's own last week,
    // that of the 30th.
    const running = { grain: 'month', asOf: at('2026-05-03T12:00Z') } as const;
    expect(lines(['daily'], rows, april, running)).toEqual(['2 1']);
    expect(lines(['weekly'], rows, april, running)).toEqual(['2 2']);
    expect(ask(['weekly', 'daily'], rows, april, running).rows[0]!.cells).toMatchObject({
      weekly: { complete: false },
      daily: { complete: true },
    });
    expect(lines(['weekly'], rows, april, { ...running, asOf: at('2026-05-01T12:00Z') })).toEqual(['1 1']);
  });

  test('a complete bucket is compared with a complete one, even if that ends after the moved moment', () => {
    // Saturday, May 9, and Friday, May 8, are in the same week, which ends when Monday, May 11,
    // begins. One day earlier is the start of Sunday.
    const rows = events('2026-05-08T12:00Z', '2026-05-10T12:00Z');
    const saturday = ['2026-05-09', '2026-05-10'] as const;
    expect(lines(['weekly'], rows, saturday, { asOf: at('2026-05-11T00:00Z') })).toEqual(['2 2']);
    expect(lines(['weekly'], rows, saturday, { asOf: at('2026-05-10T23:59Z') })).toEqual(['2 1']);
  });

  test('a bucket that has not begun has no number before', () => {
    const rows = events('2026-05-03T10:00Z', '2026-05-04T10:00Z');
    const { rows: given, totals } = ask(['count'], rows, ['2026-05-05', '2026-05-07'], {
      asOf: at('2026-05-04T23:59Z'),
    });
    expect([given[0]!.cells['count'], totals!.cells['count']]).toMatchObject([
      { decimal: null, previous: null },
      { decimal: null, previous: null },
    ]);
  });
});

describe('rows of the two periods', () => {
  const rows = [
    event('2026-05-03T10:00Z', { kind: 'then', who: '2' }),
    event('2026-05-04T10:00Z', { kind: 'both' }),
    event('2026-05-06T10:00Z', { kind: 'both' }),
    event('2026-05-06T10:00Z', { kind: 'now' }),
    event('2026-05-01T10:00Z', { kind: 'never' }),
  ];
  const days = ['2026-05-05', '2026-05-07'] as const;

  test('the answer includes groups that only one of the periods has', () => {
    expect(lines(['count'], rows, days, { groupBy: ['kind'] })).toEqual(['both 1 1', 'now 1 0', 'then 0 1']);
    expect(lines(['rate'], rows, days, { groupBy: ['kind'] })).toEqual(['both 0 0', 'now 0 null', 'then null 0']);
  });

  test('without fill there is a row if the bucket or its counterpart has one', () => {
    const daily = { groupBy: ['kind'], grain: 'day', fill: false } as const;
    expect(lines(['count'], rows, days, daily)).toEqual(['then 0 1', 'both 1 1', 'now 1 0']);
    expect(lines(['count'], rows, days, { ...daily, fill: true })).toHaveLength(6);
  });

  test('where applies to both periods; having applies to the range only', () => {
    const where = { kind: 'in', dimension: 'kind', values: ['then', 'now'] } as const;
    expect(lines(['count'], rows, days, { groupBy: ['kind'], where })).toEqual(['now 1 0', 'then 0 1']);
    const having = { kind: 'equal', metric: 'count', value: '0' } as const;
    expect(lines(['count'], rows, days, { groupBy: ['kind'], having })).toEqual(['then 0 1']);
  });
});

test('change and difference use the rounded numbers of the answer', () => {
  const costs = (previous: string, now: string) => {
    const rows = [
      event('2026-05-01T10:00Z', { cost: previous }),
      event('2026-05-02T10:00Z', { cost: now }),
      event('2026-05-02T11:00Z', { cost: null }),
    ];
    const { change, difference } = ask(['cost'], rows, ['2026-05-02', '2026-05-03'], {}).rows[0]!.cells['cost']!;
    return [change, difference];
  };
  expect(costs('25', '28')).toEqual(['0.12', '3']);
  expect(costs('3', '1')).toEqual(['-0.666666666667', '-2']);
  expect(costs('-3', '1')).toEqual(['1.333333333333', '4']);
  expect(costs('-3', '-4')).toEqual(['-0.333333333333', '-1']);
  expect(costs('0', '1.50')).toEqual([null, '1.5']);
  expect(costs('0.1', '0.3')).toEqual(['2', '0.2']);
  expect(costs('2', '1.000000000001')).toEqual(['-0.5', '-0.999999999999']);
  // One third and two thirds, each at 12 places: the second is not exactly twice the first.
  const thirds = events('2026-04-28T10:00Z', '2026-05-04T10:00Z', '2026-05-05T10:00Z');
  const of3 = ask(['mean'], thirds, ['2026-05-04', '2026-05-07'], { compare: back(7, 'day') }).rows[0]!.cells['mean'];
  expect(of3).toMatchObject({
    decimal: '0.666666666667',
    previous: '0.333333333333',
    difference: '0.333333333334',
    change: '1.000000000003',
  });
});

test('rows sort by change or difference, null last', () => {
  const rows = [
    ...['a', 'a', 'b', 'b', 'b', 'd'].map((kind) => event('2026-05-01T10:00Z', { kind })),
    ...['a', 'a', 'a', 'b', 'c', 'd', 'd', 'd'].map((kind) => event('2026-05-02T10:00Z', { kind })),
  ];
  const by = (of: 'previous' | 'change' | 'difference', direction: 'asc' | 'desc', nulls: 'first' | 'last' = 'last') =>
    ask(['count'], rows, ['2026-05-02', '2026-05-03'], {
      groupBy: ['kind'],
      orderBy: [{ key: 'count', of, direction, nulls }],
    })
      .rows.map(({ by }) => by['kind'])
      .join('');
  expect(by('previous', 'desc')).toBe('badc');
  expect(by('difference', 'asc')).toBe('bacd');
  expect(by('change', 'desc')).toBe('dabc');
  expect(by('change', 'asc')).toBe('badc');
  expect(by('change', 'asc', 'first')).toBe('cbad');
});
