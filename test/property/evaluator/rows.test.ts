import type { DimensionFilter, MetricQuery } from '../../../src/query/query';
import { at, EVERY, question, tinyRegistry } from '../tinyRegistry';
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
      coarser: 'recompute',
      definition: { kind: 'count', table: 'job', filter: EVERY, at: 'at', lag: 0 },
    },
    acts: {
      grain: 'hour',
      coarser: 'recompute',
      definition: { kind: 'count', table: 'act', filter: EVERY, at: 'at', lag: 0 },
    },
    rate: { grain: 'day', coarser: 'ratio', definition: { kind: 'ratio', numerator: 'acts', denominator: 'jobs' } },
    back: {
      grain: 'week',
      coarser: 'recompute',
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

/** `day group… number…`, one line a row. */
const lines = (metrics: readonly string[], changes: Partial<MetricQuery> = {}) =>
  ask(metrics, changes).rows.map(({ time, by, cells }) =>
    [
      new Date(time.start).toISOString().slice(8, 10),
      ...Object.values(by).map((value) => JSON.stringify(value)),
      ...metrics.map((key) => cells[key]!.decimal ?? cells[key]!.status),
    ].join(' '),
  );

describe('groups', () => {
  test('null, empty text and a missing parent count as the value that the dimension names', () => {
    expect(lines(['jobs'], { groupBy: ['source'] })).toEqual([
      '01 "Bilibili" 1',
      '01 "Direct" 4',
      '01 "\uFF5E" 1',
      '01 "\u{1F600}" 1',
    ]);
  });

  test('a key of a parent is read from the row, whether or not the parent is there; ids go by number, null last', () => {
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

  test('other columns of a missing parent are null, the empty text is a group of its own', () => {
    expect(lines(['jobs', 'acts'], { groupBy: ['type'] })).toEqual([
      '01 "" 1 1',
      '01 "image" 3 0',
      '01 "text" 2 0',
      '01 null 1 2',
    ]);
  });

  test('the shortest way is taken: the source of an act is that of its person, not of the person of its job', () => {
    expect(lines(['acts'], { groupBy: ['source'] })).toEqual(['01 "Bilibili" 3']);
  });

  test('a return has the dimensions of its entity, and a week that overlaps the range is measured whole', () => {
    expect(lines(['back'], { groupBy: ['person', 'source'] })).toEqual([
      '01 "2" "Bilibili" 1',
      '01 "3" "Direct" 1',
      '01 "10" "Direct" 1',
    ]);
  });
});

describe('a week belongs to the month that holds its Monday', () => {
  test('with a grain', () => {
    const { rows, range } = ask(['back'], {
      grain: 'month',
      range: { kind: 'through', from: { date: '2026-03-31' }, through: '2026-04-30' },
    });
    expect(range).toEqual({ start: at('2026-03-01T00:00Z'), end: at('2026-05-01T00:00Z') });
    expect(rows.map(({ cells }) => cells['back']!.decimal)).toEqual(['3', '0']);
  });

  test('and is complete when it is, not when the month is', () => {
    const { rows } = ask(['back', 'jobs'], {
      grain: 'month',
      range: { kind: 'to', from: { date: '2026-03-31' }, to: { date: '2026-04-01' } },
      asOf: at('2026-04-02T10:00Z'),
    });
    expect(rows[0]!.time.complete).toBe(true);
    expect(rows[0]!.cells['jobs']).toMatchObject({ decimal: '0', complete: true });
    expect(rows[0]!.cells['back']).toMatchObject({ decimal: '3', complete: false });
  });

  test('the totals take every week that overlaps', () => {
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
  test('fill gives every group every bucket that has begun', () => {
    const changes = { groupBy: ['type'], grain: 'day', asOf: at('2026-04-02T11:00Z') } as const;
    expect(lines(['jobs', 'rate'], { ...changes, fill: true })).toEqual([
      '01 "" 1 0',
      '01 "image" 0 NO_DATA',
      '01 "text" 1 0',
      '01 null 0 NO_DATA',
      '02 "" 0 DIVIDE_BY_ZERO',
      '02 "image" 1 0',
      '02 "text" 1 0',
      '02 null 1 1',
    ]);
    expect(lines(['jobs', 'rate'], { ...changes, fill: false })).toEqual([
      '01 "" 1 0',
      '01 "text" 1 0',
      '02 "" 0 DIVIDE_BY_ZERO',
      '02 "image" 1 0',
      '02 "text" 1 0',
      '02 null 1 1',
    ]);
  });

  test('without groups and grain there is one row, even of what has not begun', () => {
    expect(lines(['jobs'], { asOf: at('2026-03-01T00:00Z'), fill: false })).toEqual(['01 NO_DATA']);
    expect(lines(['jobs'], { asOf: at('2026-03-01T00:00Z'), grain: 'day' })).toEqual([]);
    expect(lines(['jobs'], { where: { kind: 'any', of: [] }, fill: false })).toEqual(['01 0']);
  });

  test('null comes last whatever the direction', () => {
    const order = (key: string, direction: 'asc' | 'desc') =>
      lines(['jobs', 'rate'], { groupBy: ['type'], orderBy: [{ key, direction }] }).map((line) => line.slice(3));
    expect(order('type', 'desc')).toEqual(['"text" 2 0', '"image" 3 0', '"" 1 1', 'null 1 2']);
    expect(order('rate', 'desc')).toEqual(['null 1 2', '"" 1 1', '"image" 3 0', '"text" 2 0']);
    expect(order('jobs', 'asc')).toEqual(['"" 1 1', 'null 1 2', '"text" 2 0', '"image" 3 0']);
  });

  test('limit and offset come last', () => {
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
