import type { Movement } from '../../../src/model/measure';
import type { FlatQuery } from '../flatQuery';
import { calc } from '../faults/expressionParts';
import { at, EVERY, question } from './tinyRegistry';
import type { Row } from './data';
import { evaluate } from './evaluate';
import { exampleRegistry, span } from './example';

const MOVEMENTS = ['new', 'reactivated', 'expansion', 'contraction', 'churned', 'net'] as const;

const metrics = (more: Partial<Movement>, overTime: 'recompute' | 'sum' = 'recompute') =>
  exampleRegistry({
    ...Object.fromEntries(
      MOVEMENTS.map((movement) => [
        movement,
        {
          grain: 'day',
          overTime,
          definition: {
            kind: 'movement',
            table: 'event',
            filter: EVERY,
            from: 'at',
            until: 'until',
            entity: 'who',
            column: 'cost',
            factor: '1',
            movement,
            counts: 'amounts',
            ...more,
          },
        },
      ]),
    ),
  });

/**
 * March by month, recomputed, unless the example changes the query. Each row is `day movement
 * number …`, without zeros.
 */
function moves(
  rows: readonly Row[],
  changes: Partial<FlatQuery> = {},
  more: Partial<Movement> = {},
  overTime: 'recompute' | 'sum' = 'recompute',
): string[] {
  const asked = question(MOVEMENTS, '2026-03-01', '2026-04-01', { grain: 'month', fill: false, ...changes });
  return evaluate(metrics(more, overTime), { event: rows }, asked).rows.map(({ time, by, cells }) =>
    [
      ...(asked.grain === 'day' ? [new Date(time.start).getUTCDate()] : []),
      ...Object.values(by),
      ...MOVEMENTS.filter((key) => cells[key]!.decimal !== '0').map((key) => `${key} ${cells[key]!.decimal}`),
    ].join(' '),
  );
}

const plan = (who: string | null, from: string | null, until: string | null, cost: string | null, kind = 'a') =>
  span(`${who} ${from} ${kind}`, who, from && `${from}T00:00Z`, until && `${until}T00:00Z`, cost, { kind });
const days = { grain: 'day' } as const;
const entities = { counts: 'entities' } as const;

describe('one user', () => {
  test('a user who changes plans expands or contracts', () => {
    const changed = [plan('1', '2026-01-01', '2026-03-10', '30'), plan('1', '2026-03-10', null, '50')];
    expect(moves(changed)).toEqual(['expansion 20 net 20']);
    expect(moves(changed, {}, entities)).toEqual(['expansion 1']);
    // No moment has both plans: the first is valid until the 10th begins, the second right after.
    expect(moves(changed, days)).toEqual(['10 expansion 20 net 20']);
    const back = [plan('1', '2026-01-01', '2026-03-10', '50'), plan('1', '2026-03-10', null, '30')];
    expect(moves(back)).toEqual(['contraction 20 net -20']);
  });

  test('a user who leaves and returns within the bucket does not move', () => {
    const gap = [plan('1', '2026-01-01', '2026-03-10', '30'), plan('1', '2026-03-20', null, '30')];
    expect(moves(gap)).toEqual([]);
    expect(moves(gap, days)).toEqual(['10 churned 30 net -30', '20 reactivated 30 net 30']);
    expect(moves(gap, days, entities)).toEqual(['10 churned 1 net -1', '20 reactivated 1 net 1']);
  });

  test('a user who returns in a later bucket is reactivated, with the amount at the close', () => {
    const gap = [plan('1', '2025-12-01', '2026-01-10', '20'), plan('1', '2026-03-20', null, '30')];
    expect(moves(gap)).toEqual(['reactivated 30 net 30']);
    expect(moves(gap, { grain: 'year' })).toEqual(['expansion 10 net 10']);
  });

  test('a user with two plans at once has their sum', () => {
    const two = [plan('1', '2026-01-01', null, '30'), plan('1', '2026-01-01', '2026-03-10', '20')];
    expect(moves(two)).toEqual(['contraction 20 net -20']);
    const added = [plan('1', '2026-01-01', null, '30'), plan('1', '2026-03-05', null, '20')];
    expect(moves(added)).toEqual(['expansion 20 net 20']);
  });

  test('a user who comes and leaves is new, then churned', () => {
    const short = [plan('1', '2026-03-05', '2026-03-20', '30')];
    expect(moves(short)).toEqual([]);
    expect(moves(short, days)).toEqual(['5 new 30 net 30', '20 churned 30 net -30']);
    // Two short visits in one month: new by month, because nothing began before it. By day the
    // second is a return.
    const twice = [plan('1', '2026-03-05', '2026-03-08', '30'), plan('1', '2026-03-20', null, '40')];
    expect(moves(twice)).toEqual(['new 40 net 40']);
    expect(moves(twice, days)).toEqual(['5 new 30 net 30', '8 churned 30 net -30', '20 reactivated 40 net 40']);
  });

  test('a user who goes from a negative amount to a higher one expands', () => {
    const owed = [plan('1', '2026-01-01', '2026-03-10', '-5'), plan('1', '2026-03-10', null, '-2')];
    expect(moves(owed)).toEqual(['expansion 3 net 3']);
    const gone = [plan('1', '2026-01-01', '2026-03-10', '-5')];
    expect(moves(gone)).toEqual(['churned -5 net 5']);
  });

  test('a user whose amounts cancel out has left, but was there before', () => {
    const rows = [plan('1', '2026-01-01', null, '30'), plan('1', '2026-01-01', '2026-03-10', '-30')];
    expect(moves(rows)).toEqual(['reactivated 30 net 30']);
  });
});

describe('users who were there before', () => {
  const pays = plan('1', '2026-03-10', null, '30');

  test('a row with an amount of 0 or null does not make a user there before', () => {
    for (const cost of ['0', '0.00', null])
      expect(moves([plan('1', '2026-02-01', '2026-03-10', cost), pays])).toEqual(['new 30 net 30']);
    expect(moves([plan('1', '2026-02-01', '2026-03-10', '0.01'), pays])).toEqual(['expansion 29.99 net 29.99']);
    expect(moves([plan('1', '2026-02-01', '2026-02-02', '0.01'), pays])).toEqual(['reactivated 30 net 30']);
  });

  test('a row without a start, or with an end that is not after it, does not count', () => {
    expect(moves([plan('1', '2026-02-01', '2026-02-01', '30'), pays])).toEqual(['new 30 net 30']);
    expect(moves([plan('1', '2026-02-02', '2026-02-01', '30'), pays])).toEqual(['new 30 net 30']);
    expect(moves([plan('1', null, '2026-02-01', '30'), pays])).toEqual(['new 30 net 30']);
  });

  test('a user was there before if a row began before the open, not at it', () => {
    const atOpen = [plan('1', '2026-03-01', '2026-03-02', '30'), plan('1', '2026-03-10', null, '30')];
    expect(moves(atOpen)).toEqual(['new 30 net 30']);
    const before = [plan('1', '2026-02-28', '2026-03-01', '30'), plan('1', '2026-03-10', null, '30')];
    // Valid until exactly the open.
    expect(moves(before)).toEqual([]);
  });

  test('where rows are counted, a row counts whatever its amount is', () => {
    const rows = [plan('1', '2026-02-01', '2026-02-10', null), plan('1', '2026-03-10', null, '0'), pays];
    expect(moves(rows, {}, { column: null })).toEqual(['reactivated 2 net 2']);
    const one = [plan('1', '2026-02-01', null, null), pays];
    expect(moves(one, {}, { column: null })).toEqual(['expansion 1 net 1']);
  });
});

describe('many users', () => {
  const rows = [
    plan('1', '2026-03-05', null, '1'),
    plan('2', '2026-01-01', '2026-01-02', '5'),
    plan('2', '2026-03-05', null, '10'),
    plan('3', '2026-01-01', '2026-03-05', '100'),
    plan('3', '2026-03-05', null, '300'),
    plan('4', '2026-01-01', '2026-03-05', '3000'),
    plan('4', '2026-03-05', null, '2000'),
    plan('5', '2026-01-01', '2026-03-05', '10000'),
    plan('6', '2026-01-01', null, '7'),
  ];

  test('users move in all ways at once, and net is their sum', () => {
    expect(moves(rows)).toEqual(['new 1 reactivated 10 expansion 200 contraction 1000 churned 10000 net -10789']);
    expect(moves(rows, {}, entities)).toEqual(['new 1 reactivated 1 expansion 1 contraction 1 churned 1 net 1']);
    expect(moves(rows, {}, { factor: '0.5' })).toEqual([
      'new 0.5 reactivated 5 expansion 100 contraction 500 churned 5000 net -5394.5',
    ]);
  });

  test('without a grain, the range moves from the open of its first day to the close of its last', () => {
    const range = { kind: 'to', from: { date: '2026-03-05' }, to: { date: '2026-03-06' } } as const;
    expect(moves(rows, { grain: null, range })).toHaveLength(1);
    expect(moves(rows, { grain: null })).toEqual(moves(rows));
    const later = { kind: 'to', from: { instant: at('2026-03-05T12:00Z') }, to: { date: '2026-03-07' } } as const;
    // The 5th counts whole.
    expect(moves(rows, { grain: null, range: later })).toEqual(moves(rows));
    const after = { kind: 'to', from: { date: '2026-03-06' }, to: { date: '2026-03-07' } } as const;
    expect(moves(rows, { grain: null, range: after })).toEqual(['']);
  });

  test('movements whose sum is 0 still count', () => {
    const even = [plan('1', '2026-01-01', '2026-03-05', '10'), plan('2', '2026-03-05', null, '10')];
    expect(moves(even)).toEqual(['new 10 churned 10']);
    const only = question(['net'], '2026-03-01', '2026-04-01', { grain: 'month', fill: false });
    const [row] = evaluate(metrics({}), { event: even }, only).rows;
    expect(row!.cells['net']!.decimal).toBe('0');
    const still = [plan('1', '2026-01-01', null, '10')];
    expect(evaluate(metrics({}), { event: still }, only).rows).toEqual([]);
  });

  test('rows without a user move as one entity, and do not count where users are counted', () => {
    const nobody = [
      plan(null, '2026-01-01', '2026-03-05', '10'),
      plan(null, '2026-03-20', null, '25'),
      plan('1', '2026-03-20', null, '25'),
    ];
    expect(moves(nobody)).toEqual(['new 25 expansion 15 net 40']);
    expect(moves(nobody, {}, entities)).toEqual(['new 1 net 1']);
    expect(moves(nobody.slice(0, 2), {}, entities)).toEqual([]);
  });

  test('each group moves on its own', () => {
    const changed = [plan('1', '2026-01-01', '2026-03-10', '30', 'a'), plan('1', '2026-03-10', null, '50', 'b')];
    const { rows: given } = evaluate(
      metrics({}),
      { event: changed },
      question(['churned', 'new', 'expansion'], '2026-03-01', '2026-04-01', { grain: 'month', groupBy: ['kind'] }),
    );
    expect(given.map(({ by, cells }) => [by['kind'], ...Object.values(cells).map(({ decimal }) => decimal)])).toEqual([
      ['a', '30', '0', '0'],
      ['b', '0', '50', '0'],
    ]);
    expect(moves(changed, { groupBy: ['kind'] })).toEqual(['a churned 30 net -30', 'b new 50 net 50']);
    expect(moves(changed, { where: { kind: 'in', dimension: 'kind', values: ['b'] } })).toEqual(['new 50 net 50']);
  });
});

describe('asOf', () => {
  const rows = [plan('1', '2026-03-20', null, '30'), plan('2', '2026-01-01', '2026-03-10', '5')];
  const asOf = (time: string) => moves(rows, { asOf: at(time) });

  test('asOf is the close of a running bucket', () => {
    expect(asOf('2026-03-10T00:00Z')).toEqual([]);
    expect(asOf('2026-03-10T00:00:00.001Z')).toEqual(['churned 5 net -5']);
    expect(asOf('2026-03-20T00:00Z')).toEqual(['churned 5 net -5']);
    expect(asOf('2026-03-20T00:00:00.001Z')).toEqual(['new 30 churned 5 net 25']);
    expect(asOf('2026-02-28T00:00Z')).toEqual([]);
  });

  test('asOf cuts the comparison period of a running month', () => {
    // One month earlier, user 2 had not ended on the 12th, and nobody was new on the 20th.
    const earlier = [plan('3', '2026-02-11', null, '1'), plan('4', '2026-02-13', null, '1')];
    const { rows: given } = evaluate(
      metrics({}),
      { event: [...rows, ...earlier] },
      question(['new'], '2026-03-01', '2026-04-01', {
        grain: 'month',
        asOf: at('2026-03-12T12:00Z'),
        compare: { kind: 'previousPeriod' },
      }),
    );
    expect(given[0]!.cells['new']).toMatchObject({ decimal: '0', previous: '1', complete: false, share: null });
  });
});

test('by month, a weekly movement is measured from the open of the first week to the close of the last', () => {
  // Weeks that begin in March: from Monday, March 2, to Sunday, April 5.
  const weekly = {
    grain: 'week',
    overTime: 'recompute',
    definition: {
      kind: 'movement',
      table: 'event',
      filter: EVERY,
      from: 'at',
      until: 'until',
      entity: 'who',
      column: null,
      factor: '1',
      movement: 'new',
      counts: 'amounts',
    },
  } as const;
  const rows = [plan('1', '2026-03-01', null, null), plan('2', '2026-04-05', null, null)];
  const asked = question(['weekly'], '2026-03-01', '2026-04-01', { grain: 'month' });
  const answer = evaluate(exampleRegistry({ weekly }), { event: rows }, asked);
  expect(answer.rows.map(({ cells }) => cells['weekly']!.decimal)).toEqual(['1']);
});

test('net is the close minus the open, over all users', () => {
  const close = {
    kind: 'snapshot',
    table: 'event',
    filter: EVERY,
    from: 'at',
    until: 'until',
    moment: 'close',
    entity: null,
    column: 'cost',
    factor: '1',
  } as const;
  const registry = exampleRegistry({
    close: { grain: 'day', overTime: 'last', definition: close },
    open: { grain: 'day', overTime: 'first', definition: { ...close, moment: 'open' } },
    net: {
      grain: 'day',
      overTime: 'recompute',
      definition: {
        kind: 'movement',
        table: 'event',
        filter: EVERY,
        from: 'at',
        until: 'until',
        entity: 'who',
        column: 'cost',
        factor: '1',
        movement: 'net',
        counts: 'amounts',
      },
    },
    difference: {
      grain: 'day',
      overTime: 'recompute',
      definition: {
        kind: 'derived',
        expression: calc('close', '-', 'open'),
      },
    },
  });
  const rows = [
    plan('1', '2026-01-01', '2026-03-10', '30'),
    plan(null, '2026-03-10', null, '50'),
    plan('2', '2026-02-15', '2026-03-01', '-7'),
  ];
  for (const grain of ['day', 'week', 'month', null] as const) {
    const asked = question(['net', 'difference'], '2026-02-01', '2026-04-01', { grain });
    for (const { cells } of evaluate(registry, { event: rows }, asked).rows)
      expect(cells['net']!.decimal).toBe(cells['difference']!.decimal);
  }
});

describe('a month as the sum of its days', () => {
  const summed = (rows: readonly Row[]) => moves(rows, {}, {}, 'sum');

  test('has who came and left, and who left and came back', () => {
    expect(summed([plan('1', '2026-03-05', '2026-03-20', '30')])).toEqual(['new 30 churned 30']);
    const pause = [plan('1', '2026-01-01', '2026-03-10', '30'), plan('1', '2026-03-20', null, '30')];
    expect(summed(pause)).toEqual(['reactivated 30 churned 30']);
  });

  test('has the same as the month itself if nothing is undone', () => {
    expect(summed([plan('1', '2026-01-01', '2026-03-10', '30'), plan('1', '2026-03-10', null, '50')])).toEqual([
      'expansion 20 net 20',
    ]);
  });
});
