import type { Snapshot } from '../../../src/model/measure';
import type { OverTime } from '../../../src/model/registry';
import { at, EVERY } from './tinyRegistry';
import type { ExampleMetric } from './example';
import { cells, numbers, span } from './example';

const snapshot = (more: Partial<Snapshot> = {}, overTime: OverTime = 'first'): ExampleMetric => ({
  grain: 'day',
  overTime,
  definition: {
    kind: 'snapshot',
    table: 'event',
    filter: EVERY,
    from: 'at',
    until: 'until',
    moment: 'open',
    entity: null,
    column: 'cost',
    factor: '1',
    ...more,
  },
});

const data = {
  event: [
    span('1', '1', '2026-05-01T00:00Z', '2026-05-03T00:00Z', '1'),
    span('2', '1', '2026-05-02T12:00Z', null, '10'),
    span('3', '1', '2026-05-01T00:00Z', '2026-05-01T00:00Z', '100'),
    span('4', null, '2026-05-02T12:00Z', null, null),
  ],
};

test('the open of a day is the close of the day before', () => {
  // May 1 opens as its first row starts; May 3 opens as that row ends.
  expect(numbers(snapshot(), data, ['2026-04-30', '2026-05-05'])).toEqual(['0', '0', '1', '11', '10']);
  const close = snapshot({ moment: 'close' }, 'last');
  expect(numbers(close, data, ['2026-04-29', '2026-05-04'])).toEqual(['0', '0', '1', '11', '10']);
});

test('a day opens at its start, whatever asOf is', () => {
  const days = ['2026-05-02', '2026-05-05'] as const;
  expect(numbers(snapshot(), data, days, { asOf: at('2026-05-03T00:00Z') })).toEqual(['1', '11']);
  expect(numbers(snapshot(), data, days, { asOf: at('2026-05-02T23:59Z') })).toEqual(['1']);
});

test('a coarser bucket opens with its first day', () => {
  expect(numbers(snapshot(), data, ['2026-05-01', '2026-07-01'], { grain: 'month' })).toEqual(['0', '10']);
  expect(numbers(snapshot(), data, ['2026-05-03', '2026-05-05'], { grain: null })).toEqual(['11']);
});

test('an average is the mean of the opens of complete days', () => {
  const month = (asOf: string) =>
    numbers(snapshot({}, 'average'), data, ['2026-05-01', '2026-06-01'], { grain: 'month', asOf: at(asOf) });
  expect(month('2026-05-03T12:00Z')).toEqual(['0.5']);
  expect(month('2026-05-01T12:00Z')).toEqual(['0']);
  // 0, 1, 11 and 28 times 10: 292 / 31.
  expect(month('2026-06-01T00:00Z')).toEqual(['9.41935483871']);
});

test('a snapshot can count rows or distinct entities', () => {
  const days = ['2026-05-02', '2026-05-05'] as const;
  expect(numbers(snapshot({ column: null }), data, days)).toEqual(['1', '3', '2']);
  expect(numbers(snapshot({ column: null, entity: 'who' }), data, days)).toEqual(['1', '1', '1']);
  const another = { event: [...data.event, span('5', '2', '2026-05-02T12:00Z', null, null)] };
  expect(numbers(snapshot({ column: null, entity: 'who' }), another, days)).toEqual(['1', '2', '2']);
  const close = snapshot({ column: null, entity: 'who', moment: 'close' }, 'last');
  expect(numbers(close, another, days)).toEqual(['2', '2', '2']);
});

test('entity counts have no share', () => {
  const share = (more: Partial<Snapshot>) =>
    cells(snapshot(more), data, ['2026-05-03', '2026-05-04']).map((cell) => cell.share);
  expect([share({}), share({ column: null }), share({ column: null, entity: 'who' })]).toEqual([['1'], ['1'], [null]]);
});
