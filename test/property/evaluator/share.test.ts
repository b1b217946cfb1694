import type { Ratio } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { OverTime } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import { at, EVERY, question, tinyRegistry } from './tinyRegistry';
import type { Row } from './data';
import { evaluate } from './evaluate';

const every = { table: 'event', filter: EVERY, at: 'at' } as const;
const daily = <Definition extends Measure | Ratio>(overTime: OverTime, definition: Definition) =>
  ({ grain: 'day' as Grain, overTime, definition }) as const;

const REGISTRY = tinyRegistry({
  tables: {
    person: { columns: { id: 'bigint', kind: 'text', at: 'timestamptz' } },
    event: {
      columns: { id: 'bigint', who: 'bigint', cost: 'numeric', at: 'timestamptz', until: 'timestamptz' },
      parents: { person: 'who' },
    },
  },
  dimensions: { kind: { of: 'person', column: 'kind' } },
  metrics: {
    count: daily('recompute', { ...every, kind: 'count', lag: 0 }),
    mean: daily('average', { ...every, kind: 'count', lag: 0 }),
    cost: daily('recompute', { ...every, kind: 'sum', column: 'cost', factor: '1', lag: 0 }),
    meanCost: daily('average', { ...every, kind: 'sum', column: 'cost', factor: '1', lag: 0 }),
    first: daily('recompute', { ...every, kind: 'first', entity: 'who' }),
    back: daily('recompute', {
      ...every,
      kind: 'return',
      entity: 'who',
      lag: 1,
      within: [{ table: 'event', at: 'at', entity: 'who' }],
    }),
    valid: daily('last', {
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
    people: daily('recompute', { ...every, kind: 'distinct', lag: 0, entity: 'who' }),
    recent: daily('last', {
      ...every,
      kind: 'rolling',
      entity: 'who',
      column: null,
      factor: '1',
      window: { kind: 'last', last: 2, unit: 'day' },
    }),
    rate: daily('ratio', { kind: 'ratio', numerator: 'cost', denominator: 'count' }),
  },
});

// Persons 1 and 2 are of kind a, 3 of b, 4 of c. Person 9 does not exist.
const PEOPLE = ['a', 'a', 'b', 'c'].map((kind, i) => ({ id: `${i + 1}`, kind, at: at('2026-05-01T00:00Z') }));

/** An event of a person at noon on a day of May, with its cost. */
const event = (who: string, day: number, cost: string | null = null): Row => ({
  id: `${day}${who}`,
  who,
  at: at(`2026-05-${String(day).padStart(2, '0')}T12:00Z`),
  cost,
});

const answer = (metrics: readonly string[], events: readonly Row[], changes: Partial<FlatQuery> = {}) =>
  evaluate(
    REGISTRY,
    { person: PEOPLE, event: events },
    question(metrics, '2026-05-04', '2026-05-06', { groupBy: ['kind'], ...changes }),
  );

/** `day group number share` of the first metric, one line per row. */
const shares = (metrics: readonly string[], events: readonly Row[], changes: Partial<FlatQuery> = {}) =>
  answer(metrics, events, changes).rows.map(({ time, by, cells }) => {
    const { decimal, share } = cells[metrics[0]!]!;
    return [new Date(time.start).getUTCDate(), ...Object.values(by), decimal, share].map(String).join(' ');
  });

test('a group has its share of the bucket, and so has the null group', () => {
  const events = [event('1', 4), event('2', 4), event('9', 4), event('3', 5), event('4', 5), event('9', 5)];
  const byDay = { grain: 'day', fill: false } as const;
  expect(shares(['count'], events, byDay)).toEqual([
    '4 a 2 0.666666666667',
    '4 null 1 0.333333333333',
    '5 b 1 0.333333333333',
    '5 c 1 0.333333333333',
    '5 null 1 0.333333333333',
  ]);
  expect(shares(['count'], events)).toEqual([
    '4 a 2 0.333333333333',
    '4 b 1 0.166666666667',
    '4 c 1 0.166666666667',
    '4 null 2 0.333333333333',
  ]);
});

test('a row added by fill has a share of 0; a bucket without rows has no shares', () => {
  const events = [event('1', 4), event('3', 5), event('3', 5)];
  const filled = {
    grain: 'day',
    range: { kind: 'to', from: { date: '2026-05-04' }, to: { date: '2026-05-07' } },
  } as const;
  expect(shares(['count'], events, filled)).toEqual([
    '4 a 1 1',
    '4 b 0 0',
    '5 a 0 0',
    '5 b 2 1',
    '6 a 0 null',
    '6 b 0 null',
  ]);
});

test('shares may be negative or more than 1; a total of 0 has no shares', () => {
  const events = [
    event('1', 4, '3'),
    event('3', 4, '-1'),
    event('4', 4, '0'),
    event('1', 5, '0.5'),
    event('3', 5, '-0.50'),
  ];
  expect(shares(['cost'], events, { grain: 'day', fill: false })).toEqual([
    '4 a 3 1.5',
    '4 b -1 -0.5',
    '4 c 0 0',
    '5 a 0.5 null',
    '5 b -0.5 null',
  ]);
});

test('a share is rounded half away from zero, to 12 places', () => {
  expect(shares(['cost'], [event('1', 4, '1'), event('3', 4, '1999999999999')])).toEqual([
    '4 a 1 0.000000000001',
    '4 b 1999999999999 1',
  ]);
  expect(shares(['cost'], [event('1', 4, '-1'), event('3', 4, '2000000000001')])).toEqual([
    '4 a -1 -0.000000000001',
    '4 b 2000000000001 1.000000000001',
  ]);
});

test('the share of a mean is divided before rounding', () => {
  const week = { range: { kind: 'to', from: { date: '2026-05-04' }, to: { date: '2026-05-11' } } } as const;
  // Over seven days: 4 / 7 and 3 / 7 of a unit at the last place.
  const events = [event('1', 4, '0.000000000004'), event('3', 4, '0.000000000003')];
  expect(shares(['meanCost'], events, week)).toEqual(['4 a 0.000000000001 0.571428571429', '4 b 0 0.428571428571']);
  expect(shares(['mean'], [event('1', 4), event('2', 6), event('3', 9)], { ...week, grain: 'week' })).toEqual([
    '4 a 0.285714285714 0.666666666667',
    '4 b 0.142857142857 0.333333333333',
  ]);
});

test('first events, returns and snapshots have shares', () => {
  // On the 5th, 3 and 4 are new, and 1 and 9 return. At its close all six are valid, except that of
  // 2, which ended.
  const events = [
    event('1', 4),
    { ...event('2', 4), until: at('2026-05-05T18:00Z') },
    event('9', 4),
    event('1', 5),
    event('9', 5),
    event('3', 5),
    event('4', 5),
  ];
  const fifth = {
    range: { kind: 'to', from: { date: '2026-05-05' }, to: { date: '2026-05-06' } },
    fill: false,
  } as const;
  expect(shares(['first'], events, fifth)).toEqual(['5 b 1 0.5', '5 c 1 0.5']);
  expect(shares(['back'], events, fifth)).toEqual(['5 a 1 0.5', '5 null 1 0.5']);
  expect(shares(['valid'], events, fifth)).toEqual([
    '5 a 2 0.333333333333',
    '5 b 1 0.166666666667',
    '5 c 1 0.166666666667',
    '5 null 2 0.333333333333',
  ]);
});

test('a number that does not add up over groups has no share', () => {
  const events = [event('1', 4, '3'), event('3', 4, '1')];
  for (const metric of ['people', 'recent', 'rate'])
    for (const changes of [{}, { groupBy: [] }, { totals: true }]) {
      const { rows, totals } = answer([metric], events, changes);
      const given = totals === null ? rows : [...rows, totals];
      expect(given.map(({ cells }) => cells[metric]!.share)).toEqual(given.map(() => null));
    }
});

test('the total contains all rows that `where` keeps, whatever having and limit drop', () => {
  const events = [event('1', 4), event('2', 4), event('3', 4), event('4', 4), event('9', 4)];
  const isA = { kind: 'in', dimension: 'kind', values: ['a'] } as const;
  expect(shares(['count'], events, { limit: 1, having: { kind: 'less', metric: 'count', value: '2' } })).toEqual([
    '4 b 1 0.2',
  ]);
  expect(shares(['count'], events, { where: { kind: 'not', of: isA } })).toEqual([
    '4 b 1 0.333333333333',
    '4 c 1 0.333333333333',
    '4 null 1 0.333333333333',
  ]);
});

test('without groups, and in totals, the share is 1, unless the number is 0 or has not begun', () => {
  const ungrouped = (changes: Partial<FlatQuery>, events: readonly Row[] = [event('1', 4)]) =>
    shares(['count'], events, { groupBy: [], ...changes });
  expect(ungrouped({})).toEqual(['4 1 1']);
  expect(ungrouped({ grain: 'day' })).toEqual(['4 1 1', '5 0 null']);
  expect(ungrouped({}, [])).toEqual(['4 0 null']);
  expect(ungrouped({ asOf: at('2026-05-03T00:00Z') })).toEqual(['4 null null']);

  const totals = (events: readonly Row[], changes: Partial<FlatQuery> = {}) =>
    answer(['count'], events, { totals: true, having: { kind: 'any', of: [] }, ...changes }).totals!.cells['count'];
  expect(totals([event('1', 4), event('3', 5)])).toMatchObject({ decimal: '2', share: '1' });
  expect(totals([])).toMatchObject({ decimal: '0', share: null });
  expect(totals([], { asOf: at('2026-05-03T00:00Z') })).toMatchObject({ decimal: null, share: null });
});

test('shares appear only if the query asks for them', () => {
  const { rows, totals } = answer(['count'], [event('1', 4)], { shares: false, totals: true });
  expect([...rows, totals!].map(({ cells }) => cells['count']!.share)).toEqual([null, null]);
});
