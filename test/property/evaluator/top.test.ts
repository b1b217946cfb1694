import type { Ratio } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { OverTime } from '../../../src/model/registry';
import type { Top } from '../../../src/query/query';
import type { FlatQuery } from '../flatQuery';
import { at, EVERY, question, tinyRegistry } from './tinyRegistry';
import type { Row } from './data';
import { evaluate } from './evaluate';

const every = { table: 'event', filter: EVERY, at: 'at' } as const;
const daily = (overTime: OverTime, definition: Measure | Ratio) => ({ grain: 'day', overTime, definition }) as const;

const REGISTRY = tinyRegistry({
  tables: {
    event: {
      columns: { id: 'bigint', who: 'bigint', kind: 'text', place: 'text', cost: 'numeric', at: 'timestamptz' },
    },
  },
  dimensions: {
    kind: { of: 'event', column: 'kind' },
    place: { of: 'event', column: 'place' },
    number: { of: 'event', column: 'id', type: 'id' },
  },
  metrics: {
    count: daily('recompute', { ...every, kind: 'count', lag: 0 }),
    cost: daily('recompute', { ...every, kind: 'sum', column: 'cost', factor: '1', lag: 0 }),
    people: daily('recompute', { ...every, kind: 'distinct', lag: 0, entity: 'who' }),
    rate: daily('ratio', { kind: 'ratio', numerator: 'cost', denominator: 'count' }),
    weekly: { ...daily('recompute', { ...every, kind: 'count', lag: 0 }), grain: 'week' },
  },
});

let id = 0;
/** An event of a person, of a kind, on a day of May. */
const event = (kind: string | null, who: number, day: number, more: Row = {}): Row => ({
  id: `${(id += 1)}`,
  who: String(who),
  kind,
  cost: '1',
  at: at(`2026-05-${String(day).padStart(2, '0')}T12:00Z`),
  ...more,
});

const top = (n: number, more: Partial<Top> = {}): Top => ({
  n,
  by: 'count',
  of: ['kind'],
  direction: 'desc',
  others: false,
  ...more,
});

const ask = (metrics: readonly string[], rows: readonly Row[], changes: Partial<FlatQuery>) =>
  evaluate(REGISTRY, { event: rows }, question(metrics, '2026-05-04', '2026-05-06', { groupBy: ['kind'], ...changes }));

/** `day group… number…`, one text per row; the group of others is `*`. */
const lines = (metrics: readonly string[], rows: readonly Row[], changes: Partial<FlatQuery>) =>
  ask(metrics, rows, changes).rows.map(({ time, by, others, cells }) =>
    [
      new Date(time.start).getUTCDate(),
      ...Object.values(by),
      ...(others ? ['*'] : []),
      ...metrics.map((key) => cells[key]!.decimal),
    ]
      .map(String)
      .join(' '),
  );

/** The kept kinds, in the order of the rows. */
const kept = (metrics: readonly string[], rows: readonly Row[], changes: Partial<FlatQuery>) =>
  ask(metrics, rows, changes)
    .rows.map(({ by, others }) => (others ? '*' : String(by['kind'])))
    .join(' ');

const ROWS = [
  event('a', 1, 4),
  event('b', 1, 4),
  event('b', 2, 5),
  event('c', 2, 4),
  event('c', 2, 5),
  event('c', 3, 5),
  event('d', 1, 4),
  event('d', 3, 4),
];

describe('the kept groups', () => {
  test('top keeps the groups with the most or the least over the range; of equal groups, the first by key', () => {
    expect(lines(['count'], ROWS, { top: top(2) })).toEqual(['4 b 2', '4 c 3']);
    expect(lines(['count'], ROWS, { top: top(2), grain: 'day' })).toEqual(['4 b 1', '4 c 1', '5 b 1', '5 c 2']);
    expect(kept(['count'], ROWS, { top: top(2, { direction: 'asc' }) })).toBe('a b');
    expect(kept(['count'], ROWS, { top: top(3) })).toBe('b c d');
    expect(kept(['count'], ROWS, { top: top(9) })).toBe('a b c d');
  });

  test('groups rank by any metric of the query, and ids sort as numbers', () => {
    expect(kept(['count', 'people'], ROWS, { top: top(2, { by: 'people' }) })).toBe('b c');
    const numbers = [...Array(11)].map((_, i) => ({ ...event('a', 1, 4), id: String(i + 1) }));
    const { rows } = ask(['count'], numbers, { groupBy: ['number'], top: top(10, { of: ['number'] }) });
    expect(rows.map(({ by }) => by['number'])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  test('groups with a number rank before groups without one, in both directions', () => {
    // c has no rows in the range; the period before has some.
    const rows = [event('a', 1, 4, { cost: '-5' }), event('b', 1, 4), event('c', 1, 3)];
    const compare = { kind: 'previousPeriod' } as const;
    for (const direction of ['asc', 'desc'] as const)
      expect(kept(['rate'], rows, { compare, top: top(2, { by: 'rate', direction }) })).toBe('a b');
    // A count is 0 where a ratio has no number.
    expect(kept(['count'], rows, { compare, top: top(1, { direction: 'asc' }) })).toBe('c');
  });

  test('the null group may be kept; it is the last of equal groups, and not the group of others', () => {
    const rows = [event(null, 1, 4), event('a', 1, 4), event('', 1, 4), event('b', 1, 4), event('b', 1, 4)];
    expect(lines(['count'], rows, { top: top(3, { others: true }) })).toEqual(['4  1', '4 a 1', '4 b 2', '4 null * 1']);
    const most = [...rows, event(null, 2, 5), event(null, 2, 5)];
    expect(lines(['count'], most, { top: top(1, { others: true }) })).toEqual(['4 null 3', '4 null * 4']);
  });

  test('groups rank by the range as one bucket, not by their rows', () => {
    // Over both days b has two people and c has one. Over the rows each adds up to two.
    const rows = [event('b', 1, 4), event('b', 2, 4), event('c', 1, 4), event('c', 1, 5), event('a', 1, 4)];
    expect(kept(['people'], rows, { grain: 'day', fill: false, top: top(1, { by: 'people' }) })).toBe('b');
    // The week of April 27 overlaps May, so it counts for the rank. Its rows are April's.
    const may = {
      range: { kind: 'through', from: { date: '2026-05-01' }, through: '2026-05-31' },
      grain: 'month',
    } as const;
    const weeks = [event('a', 1, 4), event('b', 1, 1), event('b', 1, 2), event('b', 1, 4)];
    const { rows: given } = ask(['weekly'], weeks, { ...may, top: top(1, { by: 'weekly' }) });
    expect(given.map(({ by, cells }) => [by['kind'], cells['weekly']!.decimal])).toEqual([['b', '1']]);
  });

  test('groups rank by their rounded numbers', () => {
    // One third, and slightly less: equal at 12 places, so a is first.
    const cents = (kind: string, cost: string, count: number) =>
      [...Array(count)].map((_, i) => event(kind, 1, 4, { cost: i === 0 ? cost : '0' }));
    const rows = [...cents('a', '0.9999999999999', 3), ...cents('b', '1', 3)];
    expect(kept(['rate'], rows, { top: top(1, { by: 'rate' }) })).toBe('a');
  });
});

describe('others', () => {
  test('others are counted again: a user of two groups is one user', () => {
    expect(lines(['count', 'people'], ROWS, { top: top(1, { others: true }) })).toEqual(['4 c 3 2', '4 null * 5 3']);
    // On the 4th: a, b and d, of user 1 and user 3.
    expect(lines(['people'], ROWS, { grain: 'day', top: top(1, { by: 'people', others: true }) })).toEqual([
      '4 b 1',
      '4 null * 3',
      '5 b 1',
      '5 null * 2',
    ]);
  });

  test('others have a ratio of their own', () => {
    const rows = [
      event('a', 1, 4),
      event('a', 1, 4),
      event('b', 1, 4, { cost: '7' }),
      event('c', 1, 4, { cost: null }),
    ];
    expect(lines(['count', 'rate'], rows, { top: top(1, { others: true }) })).toEqual(['4 a 2 1', '4 null * 2 3.5']);
  });

  test('others appear only if they contain something', () => {
    expect(kept(['count'], ROWS, { top: top(4, { others: true }) })).toBe('a b c d');
    expect(kept(['count'], [], { top: top(1, { others: true }) })).toBe('');
    const rows = [event('a', 1, 4), event('a', 1, 5), event('b', 1, 5)];
    const days = { grain: 'day', top: top(1, { others: true }) } as const;
    expect(lines(['count'], rows, { ...days, fill: false })).toEqual(['4 a 1', '5 a 1', '5 null * 1']);
    expect(lines(['count'], rows, { ...days, fill: true })).toEqual(['4 a 1', '4 null * 0', '5 a 1', '5 null * 1']);
  });

  test('in the order, the Others group counts as null, and comes after a row that is otherwise equal', () => {
    const rows = [event('a', 1, 4), event(null, 1, 4), event('b', 1, 4), event('c', 1, 4), event('c', 1, 4)];
    const order = (key: string, direction: 'asc' | 'desc', nulls: 'first' | 'last' = 'last') =>
      kept(['count', 'cost'], [...rows, event(null, 1, 5), event(null, 1, 5)], {
        top: top(2, { others: true }),
        orderBy: [{ key, of: 'value', direction, nulls }],
      });
    expect(order('kind', 'asc')).toBe('c null *');
    expect(order('kind', 'desc')).toBe('c null *');
    expect(order('kind', 'asc', 'first')).toBe('null * c');
    expect(order('count', 'asc')).toBe('c * null');
    expect(kept(['count'], rows, { top: top(1, { others: true }), orderBy: [] })).toBe('c *');
  });

  test('others of some dimensions keep the values of the other dimensions', () => {
    const rows = [
      event('a', 1, 4, { place: 'x' }),
      event('a', 2, 4, { place: 'y' }),
      event('a', 3, 4, { place: null }),
      event('b', 4, 4, { place: 'x' }),
      event('c', 4, 4, { place: 'x' }),
      event('c', 5, 4, { place: null }),
    ];
    const some = { groupBy: ['kind', 'place'], top: top(1, { others: true }) } as const;
    expect(lines(['count', 'people'], rows, some)).toEqual([
      '4 a x 1 1',
      '4 a y 1 1',
      '4 a null 1 1',
      '4 null x * 2 1',
      '4 null null * 1 1',
    ]);
    expect(lines(['count'], rows, { ...some, top: top(2, { of: ['kind', 'place'], others: true }) })).toEqual([
      '4 a x 1',
      '4 a y 1',
      '4 null null * 4',
    ]);
  });

  test('others are compared like any group', () => {
    const rows = [...ROWS, event('e', 9, 2), event('a', 9, 2), event('c', 1, 3)];
    const { rows: given } = ask(['people'], rows, {
      compare: { kind: 'previousPeriod' },
      top: top(1, { by: 'people', others: true }),
    });
    expect(given.map(({ by, cells }) => [by['kind'], cells['people']!.decimal, cells['people']!.previous])).toEqual([
      ['b', '2', '0'],
      [null, '3', '2'],
    ]);
  });
});

test('shares and totals include all groups', () => {
  const shares = (others: boolean) =>
    ask(['count'], ROWS, { top: top(1, { others }), totals: true }).rows.map(({ cells }) => cells['count']!.share);
  expect(shares(false)).toEqual(['0.375']);
  expect(shares(true)).toEqual(['0.375', '0.625']);
  expect(ask(['people'], ROWS, { top: top(1, { by: 'people' }), totals: true }).totals!.cells['people']!.decimal).toBe(
    '3',
  );
});

test('having and the page apply to the rows that top leaves', () => {
  const having = { kind: 'less', metric: 'count', value: '3' } as const;
  expect(lines(['count'], ROWS, { top: top(1, { others: true }), having })).toEqual([]);
  expect(lines(['count'], ROWS, { top: top(2, { others: true }), having })).toEqual(['4 b 2']);
  const { rows, rowCount, hasMore } = ask(['count'], ROWS, { top: top(2, { others: true }), limit: 1, offset: 1 });
  expect([rows[0]!.by['kind'], rowCount, hasMore]).toEqual(['c', 3, true]);
});

describe('overall', () => {
  /** `group number previous`, one text per row. */
  const overall = (metrics: readonly string[], rows: readonly Row[], changes: Partial<FlatQuery>) =>
    ask(metrics, rows, { grain: 'day', overall: true, ...changes }).overall!.map(({ by, others, cells }) => {
      const { decimal, previous } = cells[metrics[0]!]!;
      return [...Object.values(by), ...(others ? ['*'] : []), decimal, previous].map(String).join(' ');
    });

  test('overall has each group over the range as one bucket, in the order of the keys', () => {
    expect(overall(['people'], ROWS, {})).toEqual(['a 1 null', 'b 2 null', 'c 2 null', 'd 2 null']);
    expect(overall(['people'], ROWS, { groupBy: [] })).toEqual(['3 null']);
    expect(overall(['people'], [], { groupBy: [], asOf: at('2026-05-01T00:00Z') })).toEqual(['null null']);
    expect(ask(['people'], ROWS, {}).overall).toBeNull();
  });

  test('overall follows the rank of groups, others last', () => {
    expect(overall(['people', 'count'], ROWS, { top: top(2, { others: true }) })).toEqual([
      'c 2 null',
      'b 2 null',
      'null * 2 null',
    ]);
  });

  test('overall is compared like totals', () => {
    const rows = [...ROWS, event('e', 9, 2), event('a', 8, 2), event('a', 9, 3)];
    expect(overall(['people'], rows, { compare: { kind: 'previousPeriod' } })).toEqual([
      'a 1 2',
      'b 2 0',
      'c 2 0',
      'd 2 0',
      'e 0 1',
    ]);
  });

  test('overall has the groups of the answer only', () => {
    // The week of April 27 overlaps the range, so a has a number over the range; but no row of May
    // has one.
    const may = {
      range: { kind: 'through', from: { date: '2026-05-01' }, through: '2026-05-31' },
      grain: 'month',
    } as const;
    const weeks = [event('a', 1, 1), event('b', 1, 4)];
    expect(overall(['weekly'], weeks, may)).toEqual(['b 1 null']);
  });
});
