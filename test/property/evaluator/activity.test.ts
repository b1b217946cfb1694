import { ACTIVITIES, type Activity } from '../../../src/model/measure';
import { cells, event, every, numbers } from './example';
import { at } from './tinyRegistry';

// The example of docs/meaning.md#activity: weeks from May 4.
const [FIRST, SECOND, FOURTH] = ['2026-05-05T09:00Z', '2026-05-12T09:00Z', '2026-05-26T09:00Z'];
const RANGE = ['2026-05-04', '2026-06-08'] as const;

const weekly = (is: Activity['is']) =>
  ({ grain: 'week', overTime: 'sum', definition: { ...every, kind: 'activity', entity: 'who', is } }) as const;
const byWeek = (data: Parameters<typeof numbers>[1], changes: Parameters<typeof numbers>[3] = {}) =>
  Object.fromEntries(ACTIVITIES.map((is) => [is, numbers(weekly(is), data, RANGE, changes)]));

test('each week of an entity has one pattern', () => {
  const data = { event: [event('1', '1', FIRST), event('2', '1', SECOND), event('3', '1', FOURTH)] };
  expect(byWeek(data)).toEqual({
    new: ['1', '0', '0', '0', '0'],
    retained: ['0', '1', '0', '0', '0'],
    resurrected: ['0', '0', '0', '1', '0'],
    dormant: ['0', '0', '1', '0', '1'],
  });
});

test('each group decides for itself, and a coarser bucket adds up', () => {
  const data = {
    event: [
      { ...event('1', '1', FIRST), kind: 'text' },
      { ...event('2', '1', SECOND), kind: 'image' },
      { ...event('3', '1', FOURTH), kind: 'text' },
    ],
  };
  const of = (is: Activity['is']) =>
    cells(weekly(is), data, RANGE, { grain: null, groupBy: ['kind'] }).map(({ decimal }) => decimal);
  expect(of('new')).toEqual(['1', '1']);
  // Groups without a number have no row.
  expect(of('resurrected')).toEqual(['1']);
  expect(of('retained')).toEqual([]);
  expect(of('dormant')).toEqual(['1', '2']);
});

test('a running week counts as dormant who is not active yet', () => {
  const data = { event: [event('1', '1', FIRST), event('2', '1', SECOND)] };
  const until = (asOf: string) => byWeek(data, { asOf: at(asOf) });
  expect(until('2026-05-12T08:00Z')['dormant']).toEqual(['0', '1']);
  expect(until('2026-05-12T09:00Z')['dormant']).toEqual(['0', '0']);
  expect(until('2026-05-12T09:00Z')['retained']).toEqual(['0', '1']);
});
