import { earlierOf } from '../../console/widgets/earlier';

/** The page says how long before the range its comparison period was. */
const metaOf = (start: string, before: string | null, timeZone = 'Asia/Shanghai') => ({
  timeZone,
  range: { start },
  comparedTo: before === null ? null : { start: before },
});

test.each([
  ['a week', '2026-11-23T00:00+08:00', '2026-11-16T00:00+08:00', { count: 1, unit: 'WEEK' }],
  ['30 days', '2026-10-31T00:00+08:00', '2026-10-01T00:00+08:00', { count: 30, unit: 'DAY' }],
  ['a month, of 31 days', '2026-11-01T00:00+08:00', '2026-10-01T00:00+08:00', { count: 1, unit: 'MONTH' }],
  ['a month, of four weeks', '2026-03-01T00:00+08:00', '2026-02-01T00:00+08:00', { count: 1, unit: 'MONTH' }],
  ['a quarter', '2026-01-01T00:00+08:00', '2025-10-01T00:00+08:00', { count: 3, unit: 'MONTH' }],
  ['two years', '2026-02-28T00:00+08:00', '2024-02-28T00:00+08:00', { count: 2, unit: 'YEAR' }],
  ['52 weeks', '2026-03-02T00:00+08:00', '2025-03-03T00:00+08:00', { count: 52, unit: 'WEEK' }],
  ['another time of the day', '2026-11-23T00:00+08:00', '2026-11-22T12:00+08:00', null],
  ['the same day', '2026-11-23T12:00+08:00', '2026-11-23T12:00+08:00', null],
])('%s', (_, start, before, expected) => expect(earlierOf(metaOf(start, before))).toEqual(expected));

test('without a comparison there is nothing to say', () => {
  expect(earlierOf(metaOf('2026-11-23T00:00+08:00', null))).toBeNull();
});

test('days are counted in the zone of the answer, whose clocks change', () => {
  // In New York, a week of 169 hours. In UTC, the two begin at different times.
  const [start, before] = ['2026-11-04T05:00Z', '2026-10-28T04:00Z'];
  expect(earlierOf(metaOf(start, before, 'America/New_York'))).toEqual({ count: 1, unit: 'WEEK' });
  expect(earlierOf(metaOf(start, before, 'UTC'))).toBeNull();
});
