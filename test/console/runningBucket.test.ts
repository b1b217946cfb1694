import { grainOfBucket, runningBucket } from '../../console/charts/texts';

/** The buckets of the days after a date in UTC; those after `asOf` are not complete. */
function days(first: string, count: number, asOf: string) {
  const start = Date.parse(`${first}T00:00Z`);
  const instant = (day: number) => new Date(start + day * 86_400_000).toISOString();
  const buckets = Array.from({ length: count }, (_, day) => ({
    ...{ start: instant(day), end: instant(day + 1), label: `day ${day}`, date: null },
    complete: instant(day + 1) <= asOf,
  }));
  return { buckets, meta: { asOf } } as unknown as Parameters<typeof runningBucket>[0];
}

test('a bucket runs if it has begun and is not over', () => {
  expect(runningBucket(days('2026-03-10', 4, '2026-03-12T09:30:00Z'))?.label).toBe('day 2');
});

test('neither a past range nor a future one has a running bucket', () => {
  expect(runningBucket(days('2026-03-01', 4, '2026-03-12T09:30:00Z'))).toBeUndefined();
  expect(runningBucket(days('2026-04-01', 4, '2026-03-12T09:30:00Z'))).toBeUndefined();
});

test.each([
  ['HOUR', '2026-03-12T09:00:00Z', '2026-03-12T10:00:00Z'],
  ['DAY', '2026-03-08T00:00:00-05:00', '2026-03-09T00:00:00-04:00'],
  ['DAY', '2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00'],
  ['WEEK', '2026-03-09T00:00:00+08:00', '2026-03-16T00:00:00+08:00'],
  ['MONTH', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
  ['MONTH', '2026-10-01T00:00:00-04:00', '2026-11-01T00:00:00-04:00'],
  ['QUARTER', '2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z'],
  ['YEAR', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
])('%s is the grain of %s to %s', (grain, start, end) => {
  expect(grainOfBucket({ start, end })).toBe(grain);
});
