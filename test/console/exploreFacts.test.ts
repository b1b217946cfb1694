import {
  comparisonReason,
  dimensionReason,
  factsOf,
  grainReason,
  metricReason,
  pictureReason,
} from '../../console/pages/explore/state/facts';
import { fit, suggestions } from '../../console/pages/explore/state/fit';
import { autoGrain, GRAINS } from '../../console/pages/explore/state/grains';
import { DEFAULT_STATE, type ExploreState } from '../../console/pages/explore/state/state';
import type { Catalog } from '../../console/questions/useCatalog';

/** The facts of a registry decide what can be combined. */
const metric = (key: string, others: object = {}): Catalog['metrics'][number] => ({
  key,
  label: key.toUpperCase(),
  description: key,
  kind: 'COUNT',
  priority: null,
  owner: null,
  better: null,
  grain: 'HOUR',
  grains: GRAINS,
  additive: true,
  deprecated: null,
  group: { key: 'g' },
  unit: { kind: 'COUNT', currency: null },
  dimensions: [{ key: 'city' }],
  ...others,
});
const catalog: Catalog = {
  version: '1',
  timeZone: 'UTC',
  limits: { maxMetrics: 3, maxRows: 1000, maxBuckets: 500 },
  dashboards: [],
  groups: [{ key: 'g', label: 'G' }],
  metrics: [
    metric('gone', { priority: 'P0', deprecated: 'Use visits.' }),
    metric('late', { priority: 'P1' }),
    metric('visits', { priority: 'P0', dimensions: [{ key: 'city' }, { key: 'door' }] }),
    metric('rate', {
      kind: 'RATIO',
      additive: false,
      unit: { kind: 'PERCENT', currency: null },
      grain: 'DAY',
      grains: GRAINS.slice(1),
    }),
    metric('money', { dimensions: [{ key: 'city' }, { key: 'paid' }], unit: { kind: 'CURRENCY', currency: 'EUR' } }),
  ],
  dimensions: [
    { key: 'city', label: 'City', type: 'STRING' },
    { key: 'door', label: 'Door', type: 'STRING' },
    { key: 'paid', label: 'Paid', type: 'BOOLEAN' },
  ],
};
const facts = factsOf(catalog);
const picked = { metrics: ['visits'], groupBy: [], filters: [], range: DEFAULT_STATE.range };
const read = (changes: Partial<ExploreState>) => fit({ state: { ...DEFAULT_STATE, ...changes }, ignored: [] }, facts);

test('without a metric, the page takes the first one of the highest priority', () => {
  expect(suggestions(facts).map(({ key }) => key)).toEqual(['visits']);
  const { state, notes } = read({});
  expect([state.metrics, state.isSuggested, state.shownGrain, notes]).toEqual([['visits'], true, 'DAY', []]);
  expect(read({ metrics: [] }).state).toMatchObject({ metrics: [], isSuggested: false });
});

test('a metric without a dimension in use, or one too many, cannot be picked', () => {
  const of = (key: string, changes: object) => metricReason(facts, { ...picked, ...changes }, facts.metrics.get(key)!);
  expect(of('rate', {})).toBeNull();
  expect(of('rate', { groupBy: ['door'] })).toEqual({ kind: 'metricLacks', dimension: 'Door' });
  const filters = [{ dimension: 'door', operator: 'is' as const, values: ['1'] }];
  expect(of('rate', { filters })).toEqual({ kind: 'metricLacks', dimension: 'Door' });
  const metrics = ['visits', 'rate', 'money'];
  expect(of('late', { metrics })).toEqual({ kind: 'tooManyMetrics', max: 3 });
  expect(of('visits', { metrics })).toBeNull();
});

test('a dimension fits only if all picked metrics have it', () => {
  expect(dimensionReason(facts, ['visits'], 'door')).toBeNull();
  expect(dimensionReason(facts, ['visits', 'rate', 'money'], 'door')).toEqual({
    kind: 'lackedBy',
    metrics: ['RATE', 'MONEY'],
  });
});

test('a grain fits if no metric is coarser and the range has not too many buckets', () => {
  const range = { kind: 'last', count: 30, unit: 'DAY', isRunning: false } as const;
  expect(grainReason(facts, ['rate'], range, 'HOUR')).toEqual({ kind: 'finerThan', metric: 'RATE', grain: 'DAY' });
  expect(grainReason(facts, ['visits'], range, 'HOUR')).toEqual({ kind: 'tooManyBuckets', count: 720, max: 500 });
  expect(grainReason(facts, ['visits'], range, 'DAY')).toBeNull();
});

test('a share has one metric with groups that add up', () => {
  expect(pictureReason(facts, ['visits', 'money'], ['city'], 'SHARE')).toEqual({ kind: 'shareOfSeveral' });
  expect(pictureReason(facts, ['visits'], [], 'SHARE')).toEqual({ kind: 'needsGroup' });
  expect(pictureReason(facts, ['rate'], ['city'], 'SHARE')).toEqual({ kind: 'doesNotAddUp', metric: 'RATE' });
  expect(pictureReason(facts, ['visits'], ['city'], 'SHARE')).toBeNull();
});

test('bars lie on top of each other only if their sum means something', () => {
  expect(pictureReason(facts, ['visits', 'late'], [], 'STACKED')).toEqual({ kind: 'stackOfSeveral' });
  expect(pictureReason(facts, ['rate'], ['city'], 'STACKED')).toEqual({ kind: 'doesNotAddUp', metric: 'RATE' });
  // The registry knows, whatever the kind: users are in several groups.
  const users = metric('users', { kind: 'DISTINCT', additive: false });
  const withUsers = factsOf({ ...catalog, metrics: [users] });
  expect(pictureReason(withUsers, ['users'], ['city'], 'STACKED')).toEqual({ kind: 'doesNotAddUp', metric: 'USERS' });
  expect(pictureReason(facts, ['visits'], ['city'], 'STACKED')).toBeNull();
  expect(pictureReason(facts, ['rate'], [], 'STACKED')).toBeNull();
});

test('areas lie on top of each other or have a picture each, and other pictures have no condition', () => {
  expect(pictureReason(facts, ['visits'], ['city'], 'AREA')).toBeNull();
  expect(pictureReason(facts, ['visits', 'rate'], ['city'], 'AREA')).toEqual({ kind: 'doesNotAddUp', metric: 'RATE' });
  expect(pictureReason(facts, ['visits', 'late'], [], 'AREA')).toEqual({ kind: 'areaOfSeveral' });
  expect(pictureReason(facts, ['visits', 'money', 'rate'], [], 'AREA')).toBeNull();
  for (const picture of ['LINE', 'BARS', 'TABLE'] as const)
    expect(pictureReason(facts, ['visits', 'money', 'rate'], ['city'], picture)).toBeNull();
});

test('a shift fits if it moves every bucket onto a bucket', () => {
  const of = (shift: number, unit: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR', grain: 'DAY' | 'WEEK' | 'QUARTER') =>
    comparisonReason({ kind: 'shift', shift, unit }, grain) === null;
  expect([of(1, 'YEAR', 'DAY'), of(1, 'YEAR', 'WEEK'), of(52, 'WEEK', 'WEEK'), of(7, 'DAY', 'WEEK')]).toEqual([
    ...[true, false, true, true],
  ]);
  expect([of(8, 'DAY', 'WEEK'), of(3, 'MONTH', 'QUARTER'), of(1, 'MONTH', 'QUARTER')]).toEqual([false, true, false]);
});

test('what an address asks and the registry cannot answer is left out with a note', () => {
  const { state, notes } = read({
    metrics: ['rate', 'nothing'],
    groupBy: ['door', 'nowhere', 'city'],
    filters: [{ dimension: 'door', operator: 'is', values: ['1'] }],
    grain: 'HOUR',
    compare: { kind: 'shift', shift: 1, unit: 'HOUR' },
    picture: 'SHARE',
  });
  expect(state).toMatchObject({
    metrics: ['rate'],
    groupBy: ['city'],
    filters: [],
    grain: null,
    shownGrain: 'DAY',
    compare: null,
    picture: 'LINE',
  });
  expect(notes.map(({ kind }) => kind)).toEqual([
    ...['unknownMetric', 'doesNotFit', 'unknownDimension', 'doesNotFit', 'doesNotFit', 'doesNotFit', 'doesNotFit'],
  ]);
});

test.each([
  [{ kind: 'last', count: 30, unit: 'DAY', isRunning: false }, 'DAY'],
  [{ kind: 'last', count: 0, unit: 'DAY', isRunning: true }, 'HOUR'],
  [{ kind: 'last', count: 1, unit: 'MONTH', isRunning: false }, 'DAY'],
  [{ kind: 'last', count: 12, unit: 'MONTH', isRunning: false }, 'MONTH'],
  [{ kind: 'last', count: 12, unit: 'WEEK', isRunning: false }, 'WEEK'],
  [{ kind: 'last', count: 400, unit: 'DAY', isRunning: false }, 'WEEK'],
  [{ kind: 'dates', from: '2026-01-01', through: '2026-01-02' }, 'HOUR'],
  [{ kind: 'dates', from: '2026-01-01', through: '2026-03-31' }, 'DAY'],
  [{ kind: 'dates', from: '1990-01-01', through: '2026-03-31' }, 'YEAR'],
] as const)('the grain of %j is %s', (range, grain) => {
  expect(autoGrain(range, GRAINS)).toBe(grain);
});

test('the grain of a short range is one that all metrics have', () => {
  const range = { kind: 'last', count: 0, unit: 'DAY', isRunning: true } as const;
  expect(autoGrain(range, GRAINS.slice(1))).toBe('DAY');
});

test('a dimension of true and false has no other value', () => {
  const filter = (operator: 'is' | 'not', ...values: (string | null)[]) => ({ dimension: 'paid', operator, values });
  const { state, notes } = read({ metrics: ['money'], filters: [filter('is', 'maybe', 'true'), filter('not', 'no')] });
  expect(state.filters).toEqual([filter('is', 'true')]);
  expect(notes).toEqual([
    { kind: 'unreadable', text: 'paid.is=maybe' },
    { kind: 'unreadable', text: 'paid.not=no' },
  ]);
  expect(read({ metrics: ['money'], filters: [filter('is', null)] }).state.filters).toEqual([filter('is', null)]);
});
