import type { Statistic } from '../../../src/model/measure';
import type { Grain } from '../../../src/time/grain';
import { at, question } from './tinyRegistry';
import type { Row } from './data';
import { evaluate } from './evaluate';
import type { ExampleMetric } from './example';
import { cells, event, every, exampleRegistry, numbers } from './example';

const statistic = (more: Partial<Statistic>, grain: Grain = 'day'): ExampleMetric => ({
  grain,
  overTime: 'recompute',
  definition: {
    ...every,
    kind: 'statistic',
    fn: 'percentile',
    fraction: null,
    column: 'cost',
    factor: '1',
    per: null,
    ...more,
  },
});
const percentile = (fraction: string, more: Partial<Statistic> = {}) =>
  statistic({ fn: 'percentile', fraction, ...more });

let id = 0;
const costs = (day: number, who: string | null, ...values: readonly (string | null)[]): Row[] =>
  values.map((cost) => event(`${(id += 1)}`, who, `2026-05-0${day}T12:00Z`, { cost }));
/** The statistic of one day with these values. */
const of = (metric: ExampleMetric, ...values: readonly (string | null)[]) =>
  numbers(metric, { event: costs(4, '1', ...values) }, ['2026-05-04', '2026-05-05'])[0];

describe('statistics of row values', () => {
  test('a percentile is interpolated at its fraction of the way from the first value to the last', () => {
    expect(of(percentile('0.5'), '40', '10', '20')).toBe('20');
    expect(of(percentile('0.5'), '40', '10', '20', '30')).toBe('25');
    // 0.9 × 3 = 2.7, 0.25 × 3 = 0.75.
    expect(of(percentile('0.9'), '40', '10', '20', '30')).toBe('37');
    expect(of(percentile('0.25'), '40', '10', '20', '30')).toBe('17.5');
    expect(of(percentile('0'), '40', '10', '20', '30')).toBe('10');
    expect(of(percentile('1'), '40', '10', '20', '30')).toBe('40');
  });

  test('a single value is every percentile, and equal values count separately', () => {
    for (const fraction of ['0', '0.3', '0.5', '1']) expect(of(percentile(fraction), '7.50')).toBe('7.5');
    expect(of(percentile('0.5'), '5', '9', '5', '5')).toBe('5');
    expect(of(percentile('0.9'), '5', '9', '5', '5')).toBe('7.8');
  });

  test('values sort as numbers', () => {
    expect(of(percentile('0.5'), '9', '10', '-100', '2', '11')).toBe('9');
    expect(of(statistic({ fn: 'min' }), '9', '10')).toBe('9');
  });

  test('avg, min and max use the values times the factor', () => {
    expect(of(statistic({ fn: 'avg' }), '1', '1', '2')).toBe('1.333333333333');
    expect(of(statistic({ fn: 'avg' }), '-1', '-2', '-2')).toBe('-1.666666666667');
    expect(of(statistic({ fn: 'min', factor: '-2' }), '3', '5')).toBe('-10');
    expect(of(statistic({ fn: 'max', factor: '-2' }), '3', '5')).toBe('-6');
    expect(of(percentile('0.25', { factor: '-2' }), '3', '5')).toBe('-9');
  });

  test('statistics are exact until they are rounded, half away from zero', () => {
    expect(of(statistic({ fn: 'min' }), '0.0000000000004', '1')).toBe('0');
    expect(of(statistic({ fn: 'max' }), '-0.0000000000005', '-1')).toBe('-0.000000000001');
    // Rounded values would be 0 and 1 of the last place.
    expect(of(percentile('0.5'), '0.0000000000004', '0.0000000000005')).toBe('0');
    expect(of(statistic({ fn: 'avg' }), '9007199254740993', '9007199254740994')).toBe('9007199254740993.5');
  });

  test('null is not a value, and without values there is no statistic', () => {
    expect(of(statistic({ fn: 'avg' }), null, '4', null)).toBe('4');
    expect(of(statistic({ fn: 'min' }), null)).toBe('NO_DATA');
    expect(of(statistic({ fn: 'avg' }), '0')).toBe('0');
    const rows = { event: [...costs(4, '1', null), ...costs(5, '1', '0')] };
    const days = ['2026-05-03', '2026-05-06'] as const;
    expect(numbers(statistic({ fn: 'avg' }), rows, days)).toEqual(['NO_DATA', 'NO_DATA', '0']);
    expect(numbers(statistic({ fn: 'avg' }), rows, days, { fill: false })).toEqual(['0']);
  });

  test('a coarser bucket has the statistic of all its rows', () => {
    const rows = { event: [...costs(4, '1', '1', '3'), ...costs(5, '1', '100')] };
    expect(numbers(statistic({ fn: 'avg' }), rows, ['2026-05-04', '2026-05-06'], { grain: null })).toEqual([
      '34.666666666667',
    ]);
    expect(numbers(percentile('0.5'), rows, ['2026-05-04', '2026-05-06'], { grain: 'week' })).toEqual(['3']);
  });
});

describe('statistics of totals per user and day', () => {
  const median = percentile('0.5', { per: 'who' });
  // May 4 is a Monday.
  const rows = [...costs(4, '1', '10', '20'), ...costs(4, '2', '40'), ...costs(5, '1', '60')];

  test("a day has one total per user, and a week has all of its days' totals", () => {
    expect(numbers(median, { event: rows }, ['2026-05-04', '2026-05-07'])).toEqual(['35', '60', 'NO_DATA']);
    expect(numbers(median, { event: rows }, ['2026-05-04', '2026-05-11'], { grain: 'week' })).toEqual(['40']);
    expect(numbers(median, { event: rows }, ['2026-05-04', '2026-05-06'], { grain: null })).toEqual(['40']);
  });

  test('days that overlap the range count whole', () => {
    const range = { kind: 'to', from: { instant: at('2026-05-04T13:00Z') }, to: { instant: at('2026-05-05T01:00Z') } };
    const asked = question(['metric'], '2026-05-04', '2026-05-05', { range } as object);
    const answer = evaluate(exampleRegistry({ metric: median }), { event: rows }, asked);
    expect(answer.rows[0]!.cells['metric']!.decimal).toBe('40');
    expect(answer.widened).toEqual(['metric']);
  });

  test('null is no user; a user without a value has no total, and a user whose values cancel out has 0', () => {
    const others = [...costs(4, null, '1000'), ...costs(4, '3', null), ...costs(4, '4', '5', '-5', null)];
    // 0, 30, 40.
    expect(numbers(median, { event: [...rows, ...others] }, ['2026-05-04', '2026-05-05'])).toEqual(['30']);
    const day = ['2026-05-04', '2026-05-05'] as const;
    const nobodies = { event: [...costs(4, null, '1000'), ...costs(4, '3', null)] };
    expect(numbers(median, nobodies, day)).toEqual(['NO_DATA']);
    expect(numbers(median, nobodies, day, { fill: false })).toEqual([]);
  });

  test('totals are per group', () => {
    const kinds = [
      ...costs(4, '1', '10').map((row) => ({ ...row, kind: 'a' })),
      ...costs(4, '1', '20').map((row) => ({ ...row, kind: 'b' })),
      ...costs(4, '2', '40').map((row) => ({ ...row, kind: 'b' })),
    ];
    const day = ['2026-05-04', '2026-05-05'] as const;
    expect(numbers(median, { event: kinds }, day, { groupBy: ['kind'] })).toEqual(['10', '30']);
    expect(numbers(median, { event: kinds }, day)).toEqual(['35']);
    const others = { n: 1, by: 'metric', of: ['kind'], direction: 'asc', others: true } as const;
    const more = [...kinds, { ...costs(4, '1', '7')[0]!, kind: 'c' }];
    // c is the smallest with 7. Together a and b have totals of 30 and 40.
    expect(numbers(median, { event: more }, day, { groupBy: ['kind'], top: others })).toEqual(['7', '35']);
  });

  test('a running day has the totals so far', () => {
    const late = [...rows, event('99', '2', '2026-05-05T20:00Z', { cost: '2' })];
    const running = { grain: 'week', asOf: at('2026-05-05T13:00Z') } as const;
    expect(numbers(median, { event: late }, ['2026-05-04', '2026-05-11'], running)).toEqual(['40']);
    // 2, 30, 40, 60.
    expect(numbers(median, { event: late }, ['2026-05-04', '2026-05-11'], { grain: 'week' })).toEqual(['35']);
  });

  test('avg, min and max apply to totals too', () => {
    const week = { grain: 'week' } as const;
    const over = (fn: Statistic['fn']) =>
      numbers(statistic({ fn, per: 'who', factor: '0.1' }), { event: rows }, ['2026-05-04', '2026-05-05'], week);
    expect([over('avg'), over('min'), over('max')]).toEqual([['4.333333333333'], ['3'], ['6']]);
  });
});

test('statistics have no share and no sides, and are compared as they are shown', () => {
  const data = { event: [...costs(4, '1', '1'), ...costs(5, '1', '1', '2', '2')] };
  const compared = { compare: { kind: 'previousPeriod' } } as const;
  expect(cells(statistic({ fn: 'avg' }), data, ['2026-05-05', '2026-05-06'], compared)).toEqual([
    {
      decimal: '1.666666666667',
      status: 'OK',
      complete: true,
      previous: '1',
      difference: '0.666666666667',
      change: '0.666666666667',
      share: null,
      numerator: null,
      denominator: null,
    },
  ]);
  expect(cells(statistic({ fn: 'avg' }), data, ['2026-05-04', '2026-05-05'], compared)[0]!.previous).toBeNull();
});
