import { parseAddress, addressOfState } from '../../console/pages/explore/state/address';
import type { FittedState } from '../../console/pages/explore/state/fit';
import { questionOf } from '../../console/pages/explore/state/question';
import { stateOfQuestion } from '../../console/pages/explore/state/stateOfQuestion';
import type { MetricGrain } from '../../console/questions/documents';
import type { SeriesArguments } from '../../console/questions/useSeries';
import { QUESTIONS } from './questions';

/** The link from a picture to the page that explores its question. */
const WEEK = { from: '2026-03-02', through: '2026-03-08' };
const PLAIN: SeriesArguments = { select: ['tasks', 'adoptions'], range: WEEK, grain: 'DAY' };

const TYPES: FittedState['types'] = new Map([['is_trial', 'BOOLEAN']]);

const EXPLORED: Readonly<Record<string, SeriesArguments>> = {
  plain: PLAIN,
  compared: QUESTIONS.compared,
  grouped: QUESTIONS.grouped,
  'the running unit': { ...PLAIN, range: { last: 0, unit: 'MONTH', includeCurrent: true } },
  instants: { ...PLAIN, range: { from: '2026-03-02T00:00Z', to: '2026-03-03T12:00Z' }, grain: 'HOUR' },
  'a shift': { ...PLAIN, compare: { shift: 1, unit: 'YEAR' } },
  'all groups': { ...PLAIN, groupBy: ['task_type', 'utm_source'] },
  'ranked by the second metric': { ...PLAIN, groupBy: ['task_type'], top: { n: 3, by: 'adoptions', others: false } },
  filters: {
    ...PLAIN,
    where: {
      task_type: { in: ['text', 'image'] },
      utm_source: { notIn: ['google', 'a,b & c'], isNull: false },
      plan: { contains: 'x' },
    },
  },
  'true and false': { ...PLAIN, where: { is_trial: { eq: true } } },
  'filters of one dimension': { ...PLAIN, where: { and: [{ plan: { startsWith: 'p' } }, { plan: { ne: 'pro' } }] } },
};

test.each(Object.entries(EXPLORED))('the page asks the same question after a reload: %s', (_name, args) => {
  const state = stateOfQuestion(args, 'LINE')!;
  const { searchParams } = new URL(addressOfState(state), 'http://gateway');
  const { state: read, ignored } = parseAddress(searchParams);
  expect(ignored).toEqual([]);
  const shown = {
    ...read,
    metrics: read.metrics!,
    shownGrain: args.grain as MetricGrain,
    types: TYPES,
    isSuggested: false,
  };
  expect(questionOf(shown)).toEqual(args);
});

test.each<[string, SeriesArguments]>([
  ['a condition of conditions', QUESTIONS.filtered],
  ['the smallest groups', { ...QUESTIONS.grouped, top: { n: 2, by: 'tasks', direction: 'ASC' } }],
  ['groups ranked by some dimensions', { ...PLAIN, groupBy: ['a', 'b'], top: { n: 2, by: 'tasks', of: ['a'] } }],
  ['two lists of one dimension', { ...PLAIN, where: { and: [{ a: { eq: 'x' } }, { a: { in: ['x', 'y'] } }] } }],
])('a question that the page cannot ask has no link: %s', (_name, args) => {
  expect(stateOfQuestion(args, 'LINE')).toBeNull();
});
