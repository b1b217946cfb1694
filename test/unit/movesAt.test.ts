import { nextChangeAt } from '../../src/answer/nextChangeAt';
import type { MetricQuery, TimeRange } from '../../src/query/query';
import type { Grain } from '../../src/time/grain';

/** The next moment when an answer may change although no row has changed. */
const NOW = '2026-03-12T23:59:30+08:00';

function moves(range: TimeRange, grain: Grain | null, asOf = NOW, timeZone = 'Asia/Shanghai'): string | null {
  const query = { range, grain, timeZone, asOf: Date.parse(asOf) } as MetricQuery;
  const at = nextChangeAt(query, 10_000);
  return at === Infinity ? null : new Date(at).toISOString();
}

const last = (n: number, unit: Grain, includeCurrent = false): TimeRange => ({
  kind: 'last',
  last: n,
  unit,
  includeCurrent,
});
const through = (date: string): TimeRange => ({ kind: 'through', from: { date: '2026-03-01' }, through: date });

test.each([
  ['whole days roll at midnight of the zone', last(7, 'day'), 'day', NOW, '2026-03-12T16:00:00.000Z'],
  ['whole weeks on Monday', last(2, 'week'), 'day', NOW, '2026-03-15T16:00:00.000Z'],
  [
    'what runs is looked at after a minute',
    last(7, 'day', true),
    null,
    '2026-03-12T09:30:00+08:00',
    '2026-03-12T01:31:00.000Z',
  ],
  ['or as soon as its next bucket begins', last(7, 'day', true), 'hour', NOW, '2026-03-12T16:00:00.000Z'],
  ['also where the range is given', through('2026-03-31'), 'day', NOW, '2026-03-12T16:00:00.000Z'],
  ['what is over stays', through('2026-03-11'), 'day', NOW, null],
] as const)('%s', (_what, range, grain, asOf, expected) => {
  expect(moves(range, grain, asOf)).toBe(expected);
});

test('a day with a clock change has its real length', () => {
  expect(moves(last(1, 'day'), null, '2026-03-08T00:30:00-05:00', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z');
});
