import type { DimensionRule } from '../../../src/model/condition';
import type { Definition } from '../../../src/model/definition';
import type { OverTime } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import { calc } from '../faults/expressionParts';
import { at, EVERY, oneOf, question } from './tinyRegistry';
import { evaluate } from './evaluate';
import type { ExampleMetrics } from './example';
import { event, every, exampleRegistry, span } from './example';

const is = (dimension: string, ...values: readonly string[]): DimensionRule => ({ kind: 'in', dimension, values });
const metric = (definition: Definition, overTime: OverTime = 'recompute', grain: Grain = 'day') => ({
  definition,
  overTime,
  grain,
});
const on = (base: string, where: DimensionRule): Definition => ({ kind: 'filtered', metric: base, where });

const data = {
  person: [
    { id: '1', source: 'ads', born: at('2026-05-03T10:00Z') },
    { id: '2', source: '', born: at('2026-05-03T10:00Z') },
    { id: '3', source: null, born: at('2026-05-03T10:00Z') },
  ],
  event: [
    span('1', '1', '2026-05-04T10:00Z', '2026-05-05T10:00Z', '10', { kind: 'a' }),
    span('2', '2', '2026-05-04T11:00Z', null, '20', { kind: 'b' }),
    span('3', '1', '2026-05-05T10:00Z', null, '40', { kind: 'b' }),
    span('4', '9', '2026-05-05T11:00Z', null, '80', { kind: null }),
    span('5', '1', '2026-05-06T10:00Z', null, '160', { kind: 'a' }),
    event('6', null, '2026-05-06T10:00Z', { kind: 'a', cost: '320' }),
  ],
};

/** The numbers of one metric by day from May 4 on, unless the example changes the query. */
function numbers(metrics: ExampleMetrics, key: string, changes: Partial<FlatQuery> = {}): (string | null)[] {
  const asked = question([key], '2026-05-04', '2026-05-07', { grain: 'day', ...changes });
  return evaluate(exampleRegistry(metrics), data, asked).rows.map(({ cells }) => {
    const { decimal, status } = cells[key]!;
    return status === 'OK' ? decimal : status;
  });
}

const count = metric({ ...every, kind: 'count', lag: 0 });
const sum = metric({ ...every, kind: 'sum', column: 'cost', factor: '1', lag: 0 });
const people = metric({ ...every, kind: 'distinct', lag: 0, entity: 'who' }, 'average');
const first = metric({ ...every, kind: 'first', entity: 'who' });

describe('the filter of a metric', () => {
  test('a filter of the metric equals the same filter of the query', () => {
    const under = (where: DimensionRule) => numbers({ count, some: metric(on('count', where)) }, 'some');
    expect(under(is('kind', 'a'))).toEqual(['1', '0', '2']);
    expect(under(is('kind', 'a', 'b'))).toEqual(['2', '1', '2']);
    expect(under({ kind: 'null', dimension: 'kind' })).toEqual(['0', '1', '0']);
    expect(under({ kind: 'not', of: is('kind', 'a') })).toEqual(['1', '2', '0']);
    expect(under({ kind: 'any', of: [is('kind', 'b'), is('who', '9')] })).toEqual(['1', '2', '0']);
    expect(under({ kind: 'all', of: [] })).toEqual(['2', '2', '2']);
    expect(under({ kind: 'any', of: [] })).toEqual(['0', '0', '0']);
  });

  test('a filter knows the named value of null, and of missing parents', () => {
    expect(numbers({ count, some: metric(on('count', is('source', 'none'))) }, 'some')).toEqual(['1', '1', '1']);
    expect(numbers({ count, some: metric(on('count', { kind: 'null', dimension: 'source' })) }, 'some')).toEqual([
      '0',
      '0',
      '0',
    ]);
  });

  test('a filter adds to the filters of the base and of the query', () => {
    const cheap = metric({ ...every, kind: 'count', lag: 0, filter: oneOf('cost', '10', '20') });
    const some = metric(on('cheap', is('kind', 'b')));
    expect(numbers({ cheap, some }, 'some')).toEqual(['1', '0', '0']);
    expect(numbers({ cheap, some }, 'some', { where: is('who', '1') })).toEqual(['0', '0', '0']);
    expect(numbers({ cheap, some }, 'some', { where: is('kind', 'a') })).toEqual(['0', '0', '0']);
  });

  test('a filtered metric may be filtered again', () => {
    const metrics = {
      count,
      ads: metric(on('count', is('source', 'ads'))),
      both: metric(on('ads', { kind: 'not', of: is('kind', 'b') })),
    };
    expect(numbers(metrics, 'ads')).toEqual(['1', '1', '1']);
    expect(numbers(metrics, 'both')).toEqual(['1', '0', '1']);
  });

  test('a filter keeps the rule for coarser buckets and the share', () => {
    const metrics = { people, some: metric(on('people', is('kind', 'a')), 'average') };
    expect(numbers(metrics, 'some')).toEqual(['1', '0', '1']);
    expect(numbers(metrics, 'some', { grain: 'week', asOf: at('2026-05-08T00:00Z') })).toEqual(['0.5']);
    const asked = question(['some'], '2026-05-04', '2026-05-05', { groupBy: ['who'] });
    const shares = (base: typeof count) => {
      const { rows } = evaluate(exampleRegistry({ base, some: metric(on('base', is('kind', 'a', 'b'))) }), data, asked);
      return rows.map(({ cells }) => cells['some']!.share);
    };
    expect(shares(sum)).toEqual(['0.333333333333', '0.666666666667']);
    expect(shares(people)).toEqual([null, null]);
  });
});

describe('a filter on kinds that read other rows too', () => {
  test('a filter does not decide which event is the first', () => {
    // User 1 began with a on the 4th, and had b only on the 5th.
    expect(numbers({ first, some: metric(on('first', is('kind', 'b'))) }, 'some')).toEqual(['1', '0', '0']);
    expect(numbers({ first, some: metric(on('first', is('kind', 'a'))) }, 'some')).toEqual(['1', '0', '0']);
  });

  test('windows, snapshots and movements use the matching rows; statistics use their values', () => {
    const interval = {
      table: 'event',
      filter: EVERY,
      from: 'at',
      until: 'until',
      column: 'cost',
      factor: '1',
    } as const;
    const metrics = {
      window: metric(
        {
          ...every,
          kind: 'rolling',
          entity: null,
          column: 'cost',
          factor: '1',
          window: { kind: 'since', unit: 'month' },
        },
        'last',
      ),
      valid: metric({ ...interval, kind: 'snapshot', moment: 'close', entity: null }, 'last'),
      churned: metric({ ...interval, kind: 'movement', entity: 'who', movement: 'churned', counts: 'amounts' }),
      most: metric({ ...every, kind: 'statistic', fn: 'max', fraction: null, column: 'cost', factor: '1', per: null }),
    };
    const some = (base: string, where: DimensionRule) => numbers({ ...metrics, some: metric(on(base, where)) }, 'some');
    expect(some('window', is('kind', 'b'))).toEqual(['20', '60', '60']);
    expect(some('churned', is('kind', 'a'))).toEqual(['0', '10', '0']);
    expect(numbers(metrics, 'churned')).toEqual(['0', '0', '0']);
    expect(some('most', is('kind', 'b'))).toEqual(['20', '40', 'NO_DATA']);
    const last = { ...metrics, some: metric(on('valid', is('kind', 'b')), 'last') };
    expect(numbers(last, 'some')).toEqual(['20', '60', '60']);
  });

  test('a filter applies to the entities of a cohort, not to the rows that they return with', () => {
    const returned = metric({
      kind: 'return',
      table: 'person',
      filter: EVERY,
      at: 'born',
      entity: 'id',
      lag: 1,
      within: [{ table: 'event', at: 'at', entity: 'who' }],
    });
    expect(numbers({ returned }, 'returned')).toEqual(['2', '0', '0']);
    expect(numbers({ returned, some: metric(on('returned', is('source', 'ads'))) }, 'some')).toEqual(['1', '0', '0']);
  });
});

describe('a filter on metrics made of others', () => {
  const rate = metric({ kind: 'ratio', numerator: 'sum', denominator: 'count' }, 'ratio');

  test('a filter applies to both sides of a ratio', () => {
    const metrics = { sum, count, rate, some: metric(on('rate', is('kind', 'a')), 'ratio') };
    expect(numbers(metrics, 'rate')).toEqual(['15', '60', '240']);
    expect(numbers(metrics, 'some')).toEqual(['10', 'NO_DATA', '240']);
  });

  test('one side of a ratio may be filtered, through any number of filters', () => {
    const metrics = {
      sum,
      people,
      ads: metric(on('sum', is('source', 'ads'))),
      few: metric(on('ads', { kind: 'not', of: is('kind', 'b') })),
      one: metric(on('people', is('source', 'none')), 'average'),
      rate: metric({ kind: 'ratio', numerator: 'few', denominator: 'one' }, 'ratio'),
      some: metric(on('rate', { kind: 'not', of: { kind: 'null', dimension: 'kind' } }), 'ratio'),
    };
    // Numerators: 10, nothing, 160. Denominators: user 2, user 9, none (user 3 has no row, and null
    // is no user).
    expect(numbers(metrics, 'rate')).toEqual(['10', '0', 'DIVIDE_BY_ZERO']);
    expect(numbers(metrics, 'rate', { grain: 'week' })).toEqual(['85']);
    expect(numbers(metrics, 'some')).toEqual(['10', 'NO_DATA', 'DIVIDE_BY_ZERO']);
  });

  test("a filter applies to every metric of an expression, in addition to that metric's own filters", () => {
    const metrics = {
      count,
      b: metric(on('count', is('kind', 'b'))),
      rest: metric({
        kind: 'derived',
        expression: calc('count', '-', 'b'),
      }),
      some: metric(on('rest', is('who', '1', '9'))),
    };
    expect(numbers(metrics, 'rest')).toEqual(['1', '1', '2']);
    expect(numbers(metrics, 'some')).toEqual(['1', '1', '1']);
  });
});
