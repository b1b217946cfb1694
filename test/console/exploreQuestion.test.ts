import { nextSort, sortedRows } from '../../console/pages/explore/numbers/sortRows';
import { heatOf } from '../../console/pages/explore/numbers/heat';
import { replaceFilter, toggleValue } from '../../console/pages/explore/state/filters';
import type { FittedState } from '../../console/pages/explore/state/fit';
import { countsOf, markedRange, questionOf, rankingOf, whereOf } from '../../console/pages/explore/state/question';
import { DEFAULT_STATE, type Filter } from '../../console/pages/explore/state/state';
import { press } from '../../console/keys/pressedKeys';
import type { Answer } from '../../console/questions/useSeries';

const types: FittedState['types'] = new Map([
  ['city', 'STRING'],
  ['door', 'ID'],
  ['paid', 'BOOLEAN'],
]);
const state: FittedState = {
  ...DEFAULT_STATE,
  metrics: ['visits', 'money'],
  shownGrain: 'DAY',
  types,
  isSuggested: false,
};
const is = (dimension: string, ...values: (string | null)[]): Filter => ({ dimension, operator: 'is', values });

test('a condition on several values, the missing one, or a part of a text', () => {
  expect(whereOf([], types)).toBeNull();
  expect(whereOf([is('city', 'Oslo')], types)).toEqual({ city: { eq: 'Oslo' } });
  expect(whereOf([is('city', 'Oslo', 'Rome')], types)).toEqual({ city: { in: ['Oslo', 'Rome'] } });
  expect(whereOf([is('city', null)], types)).toEqual({ city: { isNull: true } });
  expect(whereOf([is('city', 'Oslo', null)], types)).toEqual({
    or: [{ city: { eq: 'Oslo' } }, { city: { isNull: true } }],
  });
  expect(whereOf([{ dimension: 'city', operator: 'not', values: ['Oslo', null] }], types)).toEqual({
    city: { ne: 'Oslo', isNull: false },
  });
  expect(whereOf([{ dimension: 'city', operator: 'starts', values: ['O'] }], types)).toEqual({
    city: { startsWith: 'O' },
  });
});

test('several conditions are one object, or a list if they share a dimension', () => {
  expect(whereOf([is('city', 'Oslo'), is('door', '1')], types)).toEqual({ city: { eq: 'Oslo' }, door: { eq: '1' } });
  const contains: Filter = { dimension: 'city', operator: 'contains', values: ['s'] };
  expect(whereOf([is('city', 'Oslo'), contains], types)).toEqual({
    and: [{ city: { eq: 'Oslo' } }, { city: { contains: 's' } }],
  });
});

test('true and false are no texts', () => {
  expect(whereOf([is('paid', 'true')], types)).toEqual({ paid: { eq: true } });
  expect(whereOf([is('paid', 'false', 'true')], types)).toEqual({ paid: { in: [false, true] } });
  expect(whereOf([{ dimension: 'paid', operator: 'not', values: ['false', null] }], types)).toEqual({
    paid: { ne: false, isNull: false },
  });
  expect(countsOf(state, 'paid', ['true', null]).where).toEqual({
    or: [{ paid: { eq: true } }, { paid: { isNull: true } }],
  });
});

test('the question has only what is picked', () => {
  expect(questionOf(state)).toEqual({ select: ['visits', 'money'], range: { last: 30, unit: 'DAY' }, grain: 'DAY' });
  expect(questionOf({ ...state, metrics: [] })).toBeNull();
  expect(questionOf({ ...state, groupBy: ['city'], rankBy: 'money', compare: { kind: 'previous' } })).toMatchObject({
    groupBy: ['city'],
    top: { by: 'money', n: 8, others: true },
    compare: { previousPeriod: true },
  });
  expect(questionOf({ ...state, groupBy: ['city'], top: 'all' })).not.toHaveProperty('top');
});

test('a share is of all groups, so the others are in it', () => {
  const without = { ...state, metrics: ['visits'], groupBy: ['city'], hasOthers: false };
  expect(questionOf(without)).toMatchObject({ top: { others: false } });
  expect(questionOf({ ...without, picture: 'SHARE' })).toMatchObject({ top: { others: true } });
});

test('a leaderboard keeps the values that its own filter leaves out', () => {
  const filtered = { ...state, filters: [is('city', 'Oslo'), is('door', '1')] };
  expect(rankingOf(filtered, 'city', 7)).toEqual({
    select: ['visits'],
    range: { last: 30, unit: 'DAY' },
    where: { door: { eq: '1' } },
    groupBy: ['city'],
    top: { by: 'visits', n: 7 },
  });
  expect(countsOf(filtered, 'city', ['Rome', null]).where).toEqual({
    door: { eq: '1' },
    or: [{ city: { eq: 'Rome' } }, { city: { isNull: true } }],
  });
});

test('a leaderboard has the grain if the grain decides its range', () => {
  expect(rankingOf({ ...state, shownGrain: 'WEEK' }, 'city', 7)).toHaveProperty('grain', 'WEEK');
  const running = { ...state, range: { kind: 'last', count: 3, unit: 'MONTH', isRunning: true } as const };
  expect(rankingOf(running, 'city', 7)).toHaveProperty('grain', 'DAY');
});

test('a marked range has the dates of its buckets in the zone, or instants by hour', () => {
  const day = (date: string) => {
    const start = `${date}T00:00:00+08:00`;
    return { start, end: new Date(Date.parse(start) + 86_400_000).toISOString(), date, label: date, complete: true };
  };
  const answer = {
    buckets: ['2026-03-01', '2026-03-02', '2026-03-03'].map(day),
    meta: { timeZone: 'Asia/Shanghai' },
  } as unknown as Answer;
  expect(markedRange(answer, 1, 9, false)).toEqual({ kind: 'dates', from: '2026-03-02', through: '2026-03-03' });
  expect(markedRange(answer, 0, 0, true)).toEqual({
    kind: 'instants',
    from: '2026-02-28T16:00Z',
    to: '2026-03-01T16:00Z',
  });
});

test('a press on a value filters by it, and a second one no longer does', () => {
  const once = toggleValue([], 'city', 'Oslo');
  expect(once).toEqual([is('city', 'Oslo')]);
  const twice = toggleValue(once, 'city', null);
  expect(twice).toEqual([is('city', 'Oslo', null)]);
  expect(toggleValue(toggleValue(twice, 'city', 'Oslo'), 'city', null)).toEqual([]);
  const not: Filter = { dimension: 'city', operator: 'not', values: ['Rome'] };
  expect(replaceFilter([is('door', '1'), is('city', 'Oslo')], is('city', 'Oslo'), not)).toEqual([is('door', '1'), not]);
});

test('rows are ordered by a column, missing numbers last', () => {
  const answer = {
    buckets: [{}, {}, {}, {}],
    series: [{ metric: { key: 'visits' }, values: [2, null, 3, 1] }],
  } as unknown as Answer;
  expect(sortedRows(answer, { column: 'time', isDescending: true })).toEqual([3, 2, 1, 0]);
  expect(sortedRows(answer, { column: 0, isDescending: true })).toEqual([2, 0, 3, 1]);
  expect(sortedRows(answer, { column: 0, isDescending: false })).toEqual([3, 0, 2, 1]);
  expect(sortedRows(answer, { column: 7, isDescending: false })).toEqual([0, 1, 2, 3]);
  expect(nextSort({ column: 'time', isDescending: false }, 0)).toEqual({ column: 0, isDescending: true });
  expect(nextSort({ column: 0, isDescending: true }, 0)).toEqual({ column: 0, isDescending: false });
  const heat = heatOf(answer);
  expect([0, 1, 2, 3].map((row) => heat(0, row))).toEqual([0.5, null, 1, 0]);
});

test('two keys are one shortcut if they follow each other', () => {
  expect(press(null, '/', 0)).toEqual({ action: 'search', pending: null });
  const { pending } = press(null, 'g', 0);
  expect(press(pending, 'e', 500)).toEqual({ action: 'explore', pending: null });
  expect(press(pending, 'e', 5_000).action).toBeNull();
  expect(press(pending, 'x', 500)).toEqual({ action: null, pending: null });
  expect(press(null, 'e', 0).action).toBeNull();
});
