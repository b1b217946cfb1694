import fc from 'fast-check';
import { addressOfState, formatAddress, parseAddress } from '../../console/pages/explore/state/address';
import { DEFAULT_STATE, type ExploreState, type Filter } from '../../console/pages/explore/state/state';

/** The address of the explore page: every state comes back, and every address has a state. */
const unit = fc.constantFrom('HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR' as const);
const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const keys = fc.uniqueArray(key, { maxLength: 4 });
const date = fc
  .integer({ min: -20_000, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const instant = fc
  .integer({ min: 0, max: 3_000_000 })
  .map((hours) => `${new Date(hours * 3_600_000).toISOString().slice(0, 16)}Z`);
const range: fc.Arbitrary<ExploreState['range']> = fc.oneof(
  fc
    .record({ kind: fc.constant('last' as const), count: fc.nat(9999), unit, isRunning: fc.boolean() })
    .filter(({ count, isRunning }) => count > 0 || isRunning),
  fc.tuple(date, date).map((two) => {
    const [from, through] = [...two].sort();
    return { kind: 'dates' as const, from: from!, through: through! };
  }),
  fc
    .uniqueArray(instant, { minLength: 2, maxLength: 2 })
    .map((two) => [...two].sort())
    .map(([from, to]) => ({ kind: 'instants' as const, from: from!, to: to! })),
);
// The text of a value is anything: commas, dots, line breaks, percent signs, nothing.
const text = fc.string({ unit: 'binary', maxLength: 8 }).filter((one) => one.isWellFormed());
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    dimension: key,
    operator: fc.constantFrom('is' as const, 'not' as const),
    values: fc.uniqueArray(fc.option(text), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    dimension: key,
    operator: fc.constantFrom('contains' as const, 'starts' as const),
    values: fc.tuple(text.filter((one) => one !== '')),
  }),
);
const state: fc.Arbitrary<ExploreState> = fc.record({
  metrics: fc.option(keys),
  groupBy: keys,
  range,
  grain: fc.option(unit),
  timeZone: fc.option(fc.constantFrom('UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires')),
  filters: fc.uniqueArray(filter, { maxLength: 4, selector: ({ dimension, operator }) => `${dimension}.${operator}` }),
  compare: fc.option(
    fc.oneof(
      fc.constant({ kind: 'previous' as const }),
      fc.record({ kind: fc.constant('shift' as const), shift: fc.integer({ min: 1, max: 9999 }), unit }),
    ),
  ),
  top: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant('all' as const)),
  hasOthers: fc.boolean(),
  rankBy: fc.option(key),
  picture: fc.constantFrom('LINE', 'AREA', 'BARS', 'STACKED', 'SHARE', 'TABLE' as const),
  sort: fc.record({
    column: fc.oneof(fc.constant('time' as const), fc.nat(9999)),
    isDescending: fc.boolean(),
  }),
});

test('every state comes back from its address', () => {
  fc.assert(
    fc.property(state, (one) => {
      const { state: read, ignored } = parseAddress(new URLSearchParams(formatAddress(one).toString()));
      expect(ignored).toEqual([]);
      expect(read).toEqual(one);
    }),
  );
});

test('the address that a person sees is that of the state, too', () => {
  fc.assert(
    fc.property(state, (one) => {
      const { searchParams } = new URL(addressOfState(one), 'http://gateway');
      expect(parseAddress(searchParams).state).toEqual(one);
    }),
  );
});

const NAMES = ['metrics', 'by', 'range', 'running', 'grain', 'zone', 'compare', 'top', 'others', 'rank', 'picture'];
const names = [...NAMES, 'sort', 'a.is', 'a.not', 'a.contains', 'a.starts', 'a.isNull', 'a.notNull', '.is', 'x'];

test('every address has a state, and its own address is stable', () => {
  const parameters = fc.array(fc.tuple(fc.constantFrom(...names), fc.oneof(text, fc.string())), { maxLength: 8 });
  fc.assert(
    fc.property(parameters, (pairs) => {
      const read = parseAddress(new URLSearchParams(pairs));
      const again = parseAddress(formatAddress(read.state));
      expect(again.state).toEqual(read.state);
      expect(again.ignored).toEqual([]);
    }),
  );
});

test.each([
  ['range=30 days', 'range=30 days'],
  ['range=0d', 'range=0d'],
  ['range=2026-02-30..2026-03-01', 'range=2026-02-30..2026-03-01'],
  ['range=2026-03-02..2026-03-01', 'range=2026-03-02..2026-03-01'],
  ['range=2026-03-01..', 'range=2026-03-01..'],
  ['grain=minute', 'grain=minute'],
  ['zone=Shanghai', 'zone=Shanghai'],
  ['zone=%2B08:00', 'zone=+08:00'],
  ['compare=0d', 'compare=0d'],
  ['top=0', 'top=0'],
  ['top=many', 'top=many'],
  ['others=maybe', 'others=maybe'],
  ['picture=pie', 'picture=pie'],
  ['sort=name', 'sort=name'],
  ['channel.contains=', 'channel.contains='],
  ['channel.isNull=no', 'channel.isNull=no'],
])('%s is ignored with a word', (address, word) => {
  const { state: read, ignored } = parseAddress(new URLSearchParams(address));
  expect(ignored).toEqual([word]);
  expect(read).toEqual(DEFAULT_STATE);
});

test('an address is readable', () => {
  const one: ExploreState = {
    ...DEFAULT_STATE,
    metrics: ['orders', 'revenue'],
    groupBy: ['channel'],
    range: { kind: 'dates', from: '2026-10-01', through: '2026-10-31' },
    grain: 'WEEK',
    timeZone: 'Europe/Berlin',
    filters: [{ dimension: 'channel', operator: 'is', values: ['web', null] }],
    compare: { kind: 'shift', shift: 52, unit: 'WEEK' },
    top: 5,
  };
  expect(addressOfState(one)).toBe(
    '/explore?metrics=orders,revenue&by=channel&range=2026-10-01..2026-10-31&grain=week&zone=Europe/Berlin' +
      '&compare=52w&top=5&channel.is=web&channel.isNull=yes',
  );
  expect(addressOfState(DEFAULT_STATE)).toBe('/explore');
});
