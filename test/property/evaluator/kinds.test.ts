import { at, EVERY, oneOf, question, tinyRegistry } from './tinyRegistry';
import { evaluate } from './evaluate';
import { event, every, numbers } from './example';

const UNCOMPARED = { previous: null, change: null, difference: null };

test('count: rows of the bucket, including its first instant and not its end; rows without a date are in no bucket', () => {
  const data = {
    event: [
      event('1', '1', '2026-05-01T00:00:00.000Z'),
      event('2', null, '2026-05-01T23:59:59.999Z'),
      event('3', '1', '2026-05-02T00:00:00.000Z'),
      event('4', '1', null),
      event('5', '1', '2026-05-03T00:00:00.000Z'),
    ],
  };
  const count = { grain: 'day', overTime: 'recompute', definition: { ...every, kind: 'count', lag: 0 } } as const;
  expect(numbers(count, data, ['2026-05-01', '2026-05-03'])).toEqual(['2', '1']);
  const lagged = { ...count, definition: { ...count.definition, lag: 1 } } as const;
  expect(numbers(lagged, data, ['2026-05-01', '2026-05-04'])).toEqual(['0', '2', '1']);
});

test('a lagged count adds up over the native buckets that have begun', () => {
  const lagged = { grain: 'day', overTime: 'recompute', definition: { ...every, kind: 'count', lag: 1 } } as const;
  const data = {
    event: ['2026-05-01T10:00Z', '2026-05-02T10:00Z', '2026-05-03T08:00Z'].map((time, i) => event(`${i}`, '1', time)),
  };
  // May 2 to 4 without a grain, at 09:00 on the 3rd: the 2nd counts the 1st, the 3rd the 2nd, and
  // the 4th has not begun.
  expect(numbers(lagged, data, ['2026-05-02', '2026-05-05'], { grain: null, asOf: at('2026-05-03T09:00Z') })).toEqual([
    '2',
  ]);
});

test('sum: exact, times a factor; null adds nothing', () => {
  const sum = {
    grain: 'day',
    overTime: 'recompute',
    definition: { ...every, kind: 'sum', column: 'cost', factor: '0.5', lag: 0 },
  } as const;
  const data = {
    event: [
      event('1', '1', '2026-05-01T01:00Z', { cost: '0.1' }),
      event('2', '1', '2026-05-01T02:00Z', { cost: '0.20' }),
      event('3', '1', '2026-05-02T02:00Z', { cost: null }),
      event('4', '1', '2026-05-03T02:00Z', { cost: '0' }),
    ],
  };
  expect(numbers(sum, data, ['2026-05-01', '2026-05-04'])).toEqual(['0.15', '0', '0']);
  expect(numbers(sum, data, ['2026-05-01', '2026-05-04'], { fill: false })).toEqual(['0.15', '0']);
});

test('distinct: each entity once; null is not an entity', () => {
  const distinct = {
    grain: 'day',
    overTime: 'recompute',
    definition: { ...every, kind: 'distinct', lag: 0, entity: 'who' },
  } as const;
  const data = {
    event: [
      event('1', '1', '2026-05-01T01:00Z'),
      event('2', '1', '2026-05-01T02:00Z'),
      event('3', '2', '2026-05-01T03:00Z'),
      event('4', null, '2026-05-01T04:00Z'),
      event('5', '1', '2026-05-02T01:00Z'),
      event('6', null, '2026-05-03T01:00Z'),
    ],
  };
  expect(numbers(distinct, data, ['2026-05-01', '2026-05-04'])).toEqual(['2', '1', '0']);
  expect(numbers(distinct, data, ['2026-05-01', '2026-05-04'], { fill: false })).toEqual(['2', '1']);
  expect(numbers(distinct, data, ['2026-05-01', '2026-05-04'], { grain: 'month' })).toEqual(['2']);
  // The average: (2 + 1 + 28 × 0 + …) over the 31 days of May.
  expect(numbers({ ...distinct, overTime: 'average' }, data, ['2026-05-01', '2026-05-04'], { grain: 'month' })).toEqual(
    ['0.096774193548'],
  );
});

test('average: complete native buckets only; the running one if there is no other', () => {
  const average = {
    grain: 'day',
    overTime: 'average',
    definition: { ...every, kind: 'distinct', lag: 0, entity: 'who' },
  } as const;
  const data = {
    event: [
      event('1', '1', '2026-05-04T01:00Z'),
      event('2', '1', '2026-05-06T01:00Z'),
      event('3', '2', '2026-05-06T02:00Z'),
    ],
  };
  const week = (asOf: string) =>
    numbers(average, data, ['2026-05-04', '2026-05-11'], { grain: 'week', asOf: at(asOf) });
  expect(week('2026-05-06T12:00Z')).toEqual(['0.5']);
  expect(week('2026-05-07T00:00Z')).toEqual(['1']);
  expect(week('2026-05-04T01:00Z')).toEqual(['1']);
  expect(week('2026-05-04T00:59:59.999Z')).toEqual(['0']);
  expect(week('2026-05-03T23:59:59.999Z')).toEqual([]);
});

test('first: the earliest row by time, then by id as a number; filters of the query apply afterwards', () => {
  const first = {
    grain: 'day',
    overTime: 'recompute',
    definition: { ...every, kind: 'first', entity: 'who', filter: oneOf('kind', 'a', 'b') },
  } as const;
  const data = {
    event: [
      event('10', '1', '2026-05-01T01:00Z', { kind: 'b' }),
      event('9', '1', '2026-05-01T01:00Z', { kind: 'a' }),
      event('1', '1', '2026-04-01T01:00Z', { kind: 'c' }),
      event('2', '2', '2026-05-01T09:00Z', { kind: 'a' }),
      event('3', '2', '2026-05-02T09:00Z', { kind: 'b' }),
      event('4', null, '2026-05-02T09:00Z', { kind: 'b' }),
      event('5', '3', null, { kind: 'b' }),
    ],
  };
  expect(numbers(first, data, ['2026-05-01', '2026-05-03'])).toEqual(['2', '0']);
  const only = (kind: string) =>
    numbers(first, data, ['2026-05-01', '2026-05-03'], { where: { kind: 'in', dimension: 'kind', values: [kind] } });
  expect(only('a')).toEqual(['2', '0']);
  expect(only('b')).toEqual(['0', '0']);
});

test('rolling: the day and the two days before it, whatever the range', () => {
  const rolling = {
    grain: 'day',
    overTime: 'last',
    definition: {
      ...every,
      kind: 'rolling',
      entity: 'who',
      column: null,
      factor: '1',
      window: { kind: 'last', last: 3, unit: 'day' },
    },
  } as const;
  const data = {
    event: [
      event('1', '1', '2026-05-01T00:00Z'),
      event('2', '2', '2026-05-02T23:59Z'),
      event('3', '1', '2026-05-02T23:59Z'),
      event('4', '3', '2026-05-06T12:00Z'),
    ],
  };
  expect(numbers(rolling, data, ['2026-04-30', '2026-05-08'])).toEqual(['0', '1', '2', '2', '2', '0', '1', '1']);
  expect(numbers(rolling, data, ['2026-05-04', '2026-05-05'])).toEqual(['2']);
  // The month has its last day that has begun: the 6th, before any row of it.
  const running = { grain: 'month', asOf: at('2026-05-06T11:59Z') } as const;
  expect(numbers(rolling, data, ['2026-05-01', '2026-05-02'], running)).toEqual(['0']);
});

test('snapshot: the rows valid at the close, which is asOf while the day is running', () => {
  const snapshot = {
    grain: 'day',
    overTime: 'last',
    definition: {
      kind: 'snapshot',
      moment: 'close',
      entity: null,
      table: 'event',
      filter: EVERY,
      from: 'at',
      until: 'until',
      column: 'cost',
      factor: '1',
    },
  } as const;
  const span = (id: string, from: string | null, until: string | null, cost: string | null) =>
    event(id, '1', from, { until: until === null ? null : at(until), cost });
  const data = {
    event: [
      span('1', '2026-05-01T00:00Z', '2026-05-03T00:00Z', '1'),
      span('2', '2026-05-02T12:00Z', null, '10'),
      span('3', '2026-05-01T00:00Z', '2026-05-01T00:00Z', '100'),
      span('4', '2026-05-02T00:00Z', '2026-05-01T00:00Z', '1000'),
      span('5', null, null, '10000'),
      span('6', '2026-05-01T00:00Z', null, null),
    ],
  };
  // Closes: 00:00 of the 1st (row 1 starts at it, so it does not count), of the 2nd, of the 3rd
  // (row 1 ends at it, so it counts), of the 4th.
  expect(numbers(snapshot, data, ['2026-04-30', '2026-05-04'])).toEqual(['0', '1', '11', '10']);
  expect(numbers(snapshot, data, ['2026-04-30', '2026-05-04'], { asOf: at('2026-05-02T12:00Z') })).toEqual([
    '0',
    '1',
    '1',
  ]);
  expect(numbers(snapshot, data, ['2026-05-01', '2026-05-02'], { grain: 'month' })).toEqual(['10']);
  const number = { ...snapshot, definition: { ...snapshot.definition, column: null } } as const;
  expect(numbers(number, data, ['2026-05-02', '2026-05-04'])).toEqual(['3', '2']);
});

describe('return', () => {
  const returned = {
    grain: 'day',
    overTime: 'recompute',
    definition: {
      kind: 'return',
      table: 'person',
      filter: EVERY,
      at: 'born',
      entity: 'id',
      lag: 1,
      within: [{ table: 'event', at: 'at', entity: 'who' }],
    },
  } as const;
  const data = {
    person: [
      { id: '1', born: at('2026-05-01T10:00Z') },
      { id: '2', born: at('2026-05-01T23:59:59.999Z') },
      { id: '3', born: at('2026-05-02T00:00Z') },
    ],
    event: [
      event('1', '1', '2026-05-01T11:00Z'),
      event('2', '1', '2026-05-02T11:00Z'),
      event('3', '1', '2026-05-02T12:00Z'),
      event('4', '2', '2026-05-03T00:00Z'),
      event('5', '3', '2026-05-03T00:00Z'),
      event('6', null, '2026-05-03T00:00Z'),
    ],
  };

  test('a return counts each entity once that has a cohort row on the previous day and an event on this day', () => {
    expect(numbers(returned, data, ['2026-05-01', '2026-05-05'])).toEqual(['0', '1', '1', '0']);
    expect(numbers(returned, data, ['2026-05-01', '2026-05-05'], { grain: 'week' })).toEqual(['2', '0']);
  });

  test('the rate divides by the entities that have a cohort row on the previous day', () => {
    const rate = {
      grain: 'day',
      overTime: 'ratio',
      definition: { kind: 'ratio', numerator: 'returned', denominator: 'born' },
    } as const;
    const born = {
      grain: 'day',
      overTime: 'recompute',
      definition: { kind: 'count', table: 'person', filter: EVERY, at: 'born', lag: 1 },
    } as const;
    const others = { returned, born };
    expect(numbers(rate, data, ['2026-05-01', '2026-05-05'], {}, others)).toEqual(['NO_DATA', '0.5', '1', 'NO_DATA']);
    // The week of April 27 has the days up to May 3: (1 + 1) / (2 + 1).
    expect(numbers(rate, data, ['2026-05-01', '2026-05-02'], { grain: 'week' }, others)).toEqual(['0.666666666667']);
    // At noon on the 2nd, the 3rd has not begun, so entities born today do not count.
    const noon = { grain: 'week', asOf: at('2026-05-02T12:00Z') } as const;
    expect(numbers(rate, data, ['2026-05-01', '2026-05-02'], noon, others)).toEqual(['0.5']);
  });
});

describe('ratio', () => {
  const count = { grain: 'hour', overTime: 'recompute', definition: { ...every, kind: 'count', lag: 0 } } as const;
  const people = {
    grain: 'day',
    overTime: 'average',
    definition: { ...every, kind: 'distinct', lag: 0, entity: 'who' },
  } as const;
  const cost = {
    grain: 'hour',
    overTime: 'recompute',
    definition: { ...every, kind: 'sum', column: 'cost', factor: '1', lag: 0 },
  } as const;
  const ratio = (numerator: string, denominator: string) =>
    ({ grain: 'day', overTime: 'ratio', definition: { kind: 'ratio', numerator, denominator } }) as const;
  const others = { count, people, cost };
  const data = {
    event: [
      event('1', '1', '2026-05-04T01:00Z', { cost: '5' }),
      event('2', '1', '2026-05-04T02:00Z'),
      event('3', '1', '2026-05-05T02:00Z'),
      event('4', '2', '2026-05-05T02:00Z'),
      event('5', null, '2026-05-06T02:00Z'),
    ],
  };

  test('a distinct denominator adds up its daily counts', () => {
    const perDay = ratio('count', 'people');
    expect(numbers(perDay, data, ['2026-05-04', '2026-05-08'], {}, others)).toEqual([
      '2',
      '1',
      'DIVIDE_BY_ZERO',
      'NO_DATA',
    ]);
    expect(numbers(perDay, data, ['2026-05-04', '2026-05-08'], { grain: 'week' }, others)).toEqual(['1.666666666667']);
  });

  test('a ratio is 0 if only the denominator has rows', () => {
    expect(numbers(ratio('cost', 'people'), data, ['2026-05-04', '2026-05-07'], {}, others)).toEqual([
      '5',
      '0',
      'NO_DATA',
    ]);
  });

  test('a ratio shows both sides', () => {
    const registry = tinyRegistry({
      tables: { event: { columns: { id: 'bigint', who: 'bigint', cost: 'numeric', at: 'timestamptz' } } },
      metrics: { metric: ratio('cost', 'people'), ...others },
    });
    const cells = (from: string, to: string, asOf: string) =>
      evaluate(registry, data, question(['metric', 'count'], from, to, { asOf: at(asOf) })).rows[0]!.cells;
    expect(cells('2026-05-04', '2026-05-06', '2026-05-05T12:00Z')['metric']).toEqual({
      decimal: '1.666666666667',
      status: 'OK',
      complete: false,
      ...UNCOMPARED,
      share: null,
      numerator: '5',
      denominator: '3',
    });
    expect(cells('2026-05-07', '2026-05-08', '2026-05-08T00:00Z')['metric']).toEqual({
      decimal: null,
      status: 'NO_DATA',
      complete: true,
      ...UNCOMPARED,
      share: null,
      numerator: '0',
      denominator: '0',
    });
    const unbegun = { decimal: null, status: 'NO_DATA', complete: false, ...UNCOMPARED, share: null };
    expect(cells('2026-05-07', '2026-05-08', '2026-05-06T23:59:59.999Z')).toEqual({
      metric: { ...unbegun, numerator: null, denominator: null },
      count: { ...unbegun, numerator: null, denominator: null },
    });
  });
});
