import type { DimensionFilter, MetricQuery, NumberFilter, Order } from '../../../src/query/query';
import { at, EVERY, question, tinyRegistry } from './tinyRegistry';
import { evaluate } from './evaluate';

const REGISTRY = tinyRegistry({
  tables: {
    person: { columns: { id: 'bigint', source: 'text', born: 'timestamptz' } },
    job: { columns: { id: 'bigint', who: 'bigint', type: 'text', at: 'timestamptz' }, parents: { person: 'who' } },
    act: {
      columns: { id: 'bigint', who: 'bigint', job: 'bigint', at: 'timestamptz' },
      parents: { job: 'job', person: 'who' },
    },
  },
  dimensions: {
    source: { of: 'person', column: 'source', empty: 'Direct' },
    person: { of: 'person', column: 'id', type: 'id' },
    type: { of: 'job', column: 'type' },
    job: { of: 'job', column: 'id', type: 'id' },
  },
  metrics: {
    jobs: {
      grain: 'hour',
      overTime: 'recompute',
      definition: { kind: 'count', table: 'job', filter: EVERY, at: 'at', lag: 0 },
    },
    acts: {
      grain: 'hour',
      overTime: 'recompute',
      definition: { kind: 'count', table: 'act', filter: EVERY, at: 'at', lag: 0 },
    },
    rate: { grain: 'day', overTime: 'ratio', definition: { kind: 'ratio', numerator: 'acts', denominator: 'jobs' } },
    back: {
      grain: 'week',
      overTime: 'recompute',
      definition: {
        kind: 'return',
        table: 'person',
        filter: EVERY,
        at: 'born',
        entity: 'id',
        lag: 1,
        within: [{ table: 'job', at: 'at', entity: 'who' }],
      },
    },
  },
});

const DATA = {
  person: [
    { id: '2', source: 'Bilibili', born: at('2026-03-25T00:00Z') },
    { id: '10', source: '', born: at('2026-03-25T00:00Z') },
    { id: '3', source: null, born: at('2026-03-25T00:00Z') },
    { id: '4', source: '\u{1F600}', born: null },
    { id: '5', source: '\uFF5E', born: null },
  ],
  job: [
    { id: '1', who: '2', type: 'text', at: at('2026-04-01T10:00Z') },
    { id: '2', who: '10', type: '', at: at('2026-04-01T10:00Z') },
    { id: '3', who: '3', type: null, at: at('2026-04-02T10:00Z') },
    { id: '4', who: '99', type: 'text', at: at('2026-04-02T10:00Z') },
    { id: '5', who: null, type: 'image', at: at('2026-04-02T11:00Z') },
    { id: '6', who: '4', type: 'image', at: at('2026-04-02T12:00Z') },
    { id: '7', who: '5', type: 'image', at: at('2026-04-02T12:00Z') },
  ],
  act: [
    { id: '1', who: '2', job: '2', at: at('2026-04-02T00:00Z') },
    { id: '2', who: '2', job: '77', at: at('2026-04-02T00:00Z') },
    { id: '3', who: '2', job: null, at: at('2026-04-03T00:00Z') },
  ],
};

const ask = (metrics: readonly string[], changes: Partial<MetricQuery> = {}) =>
  evaluate(REGISTRY, DATA, question(metrics, '2026-04-01', '2026-04-04', changes));

/** `day group… number…`, one line per row. */
const lines = (metrics: readonly string[], changes: Partial<MetricQuery> = {}) =>
  ask(metrics, changes).rows.map(({ time, by, cells }) =>
    [
      new Date(time.start).toISOString().slice(8, 10),
      ...Object.values(by).map((value) => JSON.stringify(value)),
      ...metrics.map((key) => cells[key]!.decimal ?? cells[key]!.status),
    ].join(' '),
  );

/** Every type of job on April 1 and 2, as of 11:00 on April 2. */
const TWO_DAYS = { groupBy: ['type'], grain: 'day', asOf: at('2026-04-02T11:00Z'), fill: true } as const;

describe('groups', () => {
  test('null, empty text and a missing parent count as the value that the dimension names', () => {
    expect(lines(['jobs'], { groupBy: ['source'] })).toEqual([
      '01 "Bilibili" 1',
      '01 "Direct" 4',
      '01 "\uFF5E" 1',
      '01 "\u{1F600}" 1',
    ]);
  });

  test("a parent's key is read from the row, even if the parent is missing; ids sort as numbers, null last", () => {
    expect(lines(['jobs'], { groupBy: ['person'] })).toEqual([
      '01 "2" 1',
      '01 "3" 1',
      '01 "4" 1',
      '01 "5" 1',
      '01 "10" 1',
      '01 "99" 1',
      '01 null 1',
    ]);
    expect(lines(['acts'], { groupBy: ['job'] })).toEqual(['01 "2" 1', '01 "77" 1', '01 null 1']);
  });

  test('other columns of a missing parent are null; the empty text is a group of its own', () => {
    expect(lines(['jobs', 'acts'], { groupBy: ['type'] })).toEqual([
      '01 "" 1 1',
      '01 "image" 3 0',
      '01 "text" 2 0',
      '01 null 1 2',
    ]);
  });

  test('the shortest path wins: an act has the source of its person, not of the person of its job', () => {
    expect(lines(['acts'], { groupBy: ['source'] })).toEqual(['01 "Bilibili" 3']);
  });

  test('a return has the dimensions of its entity, and a week that overlaps the range counts whole', () => {
    expect(lines(['back'], { groupBy: ['person', 'source'] })).toEqual([
      '01 "2" "Bilibili" 1',
      '01 "3" "Direct" 1',
      '01 "10" "Direct" 1',
    ]);
  });
});

describe('a week belongs to the month that contains its Monday', () => {
  test('a query with a grain follows the rule', () => {
    const { rows, range } = ask(['back'], {
      grain: 'month',
      range: { kind: 'through', from: { date: '2026-03-31' }, through: '2026-04-30' },
    });
    expect(range).toEqual({ start: at('2026-03-01T00:00Z'), end: at('2026-05-01T00:00Z') });
    expect(rows.map(({ cells }) => cells['back']!.decimal)).toEqual(['3', '0']);
  });

  test('a cell is complete when its weeks are, not when the month is', () => {
    const { rows } = ask(['back', 'jobs'], {
      grain: 'month',
      range: { kind: 'to', from: { date: '2026-03-31' }, to: { date: '2026-04-01' } },
      asOf: at('2026-04-02T10:00Z'),
    });
    expect(rows[0]!.time.complete).toBe(true);
    expect(rows[0]!.cells['jobs']).toMatchObject({ decimal: '0', complete: true });
    expect(rows[0]!.cells['back']).toMatchObject({ decimal: '3', complete: false });
  });

  test('totals include every week that overlaps the range', () => {
    const { rows, totals } = ask(['back'], {
      grain: 'month',
      range: { kind: 'to', from: { date: '2026-04-01' }, to: { date: '2026-05-01' } },
      totals: true,
    });
    expect(rows.map(({ cells }) => cells['back']!.decimal)).toEqual(['0']);
    expect(totals!.cells['back']!.decimal).toBe('3');
    expect(totals!.time).toEqual({ start: at('2026-04-01T00:00Z'), end: at('2026-05-01T00:00Z'), complete: true });
  });
});

describe('filters', () => {
  const kept = (where: DimensionFilter) =>
    ask(['jobs'], { groupBy: ['job'], where })
      .rows.map(({ by }) => by['job'])
      .join('');

  test.each<[string, DimensionFilter, string]>([
    ['in', { kind: 'in', dimension: 'type', values: ['text', 'nothing'] }, '14'],
    ['not in keeps null', { kind: 'not', of: { kind: 'in', dimension: 'type', values: ['text'] } }, '23567'],
    ['in nothing', { kind: 'in', dimension: 'type', values: [] }, ''],
    ['any of nothing', { kind: 'any', of: [] }, ''],
    ['all of nothing', { kind: 'all', of: [] }, '1234567'],
    ['null', { kind: 'null', dimension: 'type' }, '3'],
    ['a filled dimension is never null', { kind: 'null', dimension: 'source' }, ''],
    ['the filling value', { kind: 'in', dimension: 'source', values: ['Direct'] }, '2345'],
    ['the empty text is filled too', { kind: 'in', dimension: 'source', values: [''] }, ''],
    ['contains', { kind: 'contains', dimension: 'type', text: 'ex' }, '14'],
    ['contains, by case', { kind: 'contains', dimension: 'type', text: 'EX' }, ''],
    ['contains, to the letter', { kind: 'contains', dimension: 'type', text: '%' }, ''],
    ['everything but null contains nothing at all', { kind: 'contains', dimension: 'type', text: '' }, '124567'],
    ['starts with', { kind: 'startsWith', dimension: 'type', text: 'im' }, '567'],
    ['ids as numbers', { kind: 'in', dimension: 'person', values: ['010', '99'] }, '24'],
  ])('%s', (_, where, expected) => expect(kept(where)).toBe(expected));
});

describe('rows', () => {
  test('fill adds a row for every group and every bucket that has begun', () => {
    expect(lines(['jobs', 'rate'], TWO_DAYS)).toEqual([
      '01 "" 1 0',
      '01 "image" 0 NO_DATA',
      '01 "text" 1 0',
      '01 null 0 NO_DATA',
      '02 "" 0 DIVIDE_BY_ZERO',
      '02 "image" 1 0',
      '02 "text" 1 0',
      '02 null 1 1',
    ]);
    expect(lines(['jobs', 'rate'], { ...TWO_DAYS, fill: false })).toEqual([
      '01 "" 1 0',
      '01 "text" 1 0',
      '02 "" 0 DIVIDE_BY_ZERO',
      '02 "image" 1 0',
      '02 "text" 1 0',
      '02 null 1 1',
    ]);
  });

  test('without groups and grain there is one row, even before the range has begun', () => {
    expect(lines(['jobs'], { asOf: at('2026-03-01T00:00Z'), fill: false })).toEqual(['01 NO_DATA']);
    expect(lines(['jobs'], { asOf: at('2026-03-01T00:00Z'), grain: 'day' })).toEqual([]);
    expect(lines(['jobs'], { where: { kind: 'any', of: [] }, fill: false })).toEqual(['01 0']);
  });

  test('null is last in both directions, unless the order puts it first', () => {
    const order = (key: string, direction: Order['direction'], nulls: Order['nulls'] = 'last') =>
      lines(['jobs', 'rate'], { groupBy: ['type'], orderBy: [{ key, of: 'value', direction, nulls }] }).map((line) =>
        line.slice(3),
      );
    expect(order('type', 'desc')).toEqual(['"text" 2 0', '"image" 3 0', '"" 1 1', 'null 1 2']);
    expect(order('rate', 'desc')).toEqual(['null 1 2', '"" 1 1', '"image" 3 0', '"text" 2 0']);
    expect(order('jobs', 'asc')).toEqual(['"" 1 1', 'null 1 2', '"text" 2 0', '"image" 3 0']);
    expect(order('type', 'desc', 'first')).toEqual(['null 1 2', '"text" 2 0', '"image" 3 0', '"" 1 1']);
    expect(order('type', 'asc', 'first')).toEqual(['null 1 2', '"" 1 1', '"image" 3 0', '"text" 2 0']);
    // The order does not mention the type, so null stays last there: the null group follows the
    // empty one, with as many jobs.
    expect(order('jobs', 'asc', 'first')).toEqual(order('jobs', 'asc'));
  });

  test('null numbers are first or last together', () => {
    const order = (direction: Order['direction'], nulls: Order['nulls']) =>
      lines(['jobs', 'rate'], { ...TWO_DAYS, orderBy: [{ key: 'rate', of: 'value', direction, nulls }] });
    const none = ['01 "image" 0 NO_DATA', '01 null 0 NO_DATA', '02 "" 0 DIVIDE_BY_ZERO'];
    const zeros = ['01 "" 1 0', '01 "text" 1 0', '02 "image" 1 0', '02 "text" 1 0'];
    const one = ['02 null 1 1'];
    expect(order('asc', 'first')).toEqual([...none, ...zeros, ...one]);
    expect(order('asc', 'last')).toEqual([...zeros, ...one, ...none]);
    expect(order('desc', 'first')).toEqual([...none, ...one, ...zeros]);
    expect(order('desc', 'last')).toEqual([...one, ...zeros, ...none]);
  });

  test('limit and offset apply after the order', () => {
    const page = (limit: number | null, offset: number) => {
      const { rows, rowCount, hasMore } = ask(['jobs'], { groupBy: ['job'], limit, offset });
      return [rows.map(({ by }) => by['job']).join(''), rowCount, hasMore];
    };
    expect(page(null, 0)).toEqual(['1234567', 7, false]);
    expect(page(3, 0)).toEqual(['123', 7, true]);
    expect(page(3, 4)).toEqual(['567', 7, false]);
    expect(page(0, 2)).toEqual(['', 7, true]);
    expect(page(3, 9)).toEqual(['', 7, false]);
  });
});

describe('having', () => {
  const ROWS = [
    '01 "" 1 0',
    '01 "image" 0 NO_DATA',
    '01 "text" 1 0',
    '01 null 0 NO_DATA',
    '02 "" 0 DIVIDE_BY_ZERO',
    '02 "image" 1 0',
    '02 "text" 1 0',
    '02 null 1 1',
  ];
  const rate = (kind: 'equal' | 'less' | 'greater', value: string): NumberFilter => ({ kind, metric: 'rate', value });
  const noRate: NumberFilter = { kind: 'null', metric: 'rate' };
  const noJob: NumberFilter = { kind: 'equal', metric: 'jobs', value: '0' };

  test.each<[string, NumberFilter, readonly number[]]>([
    ['equal', rate('equal', '0'), [0, 2, 5, 6]],
    ['not equal keeps null', { kind: 'not', of: rate('equal', '0') }, [1, 3, 4, 7]],
    ['null is not less', rate('less', '0.5'), [0, 2, 5, 6]],
    ['less is not equal', rate('less', '0'), []],
    ['less than more places than are given', rate('less', '0.0000000000001'), [0, 2, 5, 6]],
    ['nor is null greater', rate('greater', '-1'), [0, 2, 5, 6, 7]],
    ['greater is not equal', rate('greater', '0'), [7]],
    ['not greater keeps null', { kind: 'not', of: rate('greater', '0') }, [0, 1, 2, 3, 4, 5, 6]],
    ['null', noRate, [1, 3, 4]],
    ['not null', { kind: 'not', of: noRate }, [0, 2, 5, 6, 7]],
    ['what fill adds is seen', noJob, [1, 3, 4]],
    ['all', { kind: 'all', of: [rate('equal', '0'), { kind: 'not', of: noJob }] }, [0, 2, 5, 6]],
    ['any', { kind: 'any', of: [rate('equal', '1'), noRate] }, [1, 3, 4, 7]],
    ['all of nothing', { kind: 'all', of: [] }, [0, 1, 2, 3, 4, 5, 6, 7]],
    ['any of nothing', { kind: 'any', of: [] }, []],
    ['not all of nothing', { kind: 'not', of: { kind: 'all', of: [] } }, []],
  ])('%s', (_, having, kept) =>
    expect(lines(['jobs', 'rate'], { ...TWO_DAYS, having })).toEqual(kept.map((i) => ROWS[i])),
  );

  test('without fill, having does not see the rows that fill would add', () => {
    expect(lines(['jobs', 'rate'], { ...TWO_DAYS, fill: false, having: noJob })).toEqual(['02 "" 0 DIVIDE_BY_ZERO']);
  });

  test('having compares a ratio at its 12 places', () => {
    // Three acts, seven jobs: 0.428571428571428…
    expect(lines(['rate'], { having: rate('equal', '0.428571428571') })).toEqual(['01 0.428571428571']);
    expect(lines(['rate'], { having: rate('greater', '0.428571428571') })).toEqual([]);
    expect(lines(['rate'], { having: rate('less', '0.4285714285711') })).toEqual(['01 0.428571428571']);
  });

  test('having applies before the page, and the row count includes what it keeps', () => {
    const having: NumberFilter = { kind: 'less', metric: 'jobs', value: '3' };
    const page = (limit: number | null, offset: number) => {
      const { rows, rowCount, hasMore } = ask(['jobs'], { groupBy: ['type'], having, limit, offset });
      return [rows.map(({ by }) => by['type']), rowCount, hasMore];
    };
    expect(page(null, 0)).toEqual([['', 'text', null], 3, false]);
    expect(page(2, 0)).toEqual([['', 'text'], 3, true]);
    expect(page(2, 1)).toEqual([['text', null], 3, false]);
  });

  test('having may drop the only row, but never the totals', () => {
    const { rows, rowCount, totals } = ask(['jobs'], { having: { kind: 'any', of: [] }, totals: true });
    expect([rows, rowCount, totals!.cells['jobs']!.decimal]).toEqual([[], 0, '7']);
  });
});
