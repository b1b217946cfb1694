import { problemsOf } from '../../src/dashboards/load';
import { loaded, oneTile } from './someDashboards';

/** Each mistake in the file of a dashboard has its line, its column and what is expected. */
const problemsIn = async (text: string) => problemsOf(await loaded({ 'a.yaml': text }));

test('all problems of a file are listed at once, in the order of the file', async () => {
  expect(
    await problemsIn(`titel: { en: A, zh: 甲 }
order: first
grain: dya
timeZone: Asia/Shanghia
where: { utm_sorce: { ne: Direct }, user_id: { eq: abc }, task_type: { is: text } }
sections:
  - grup: cost
    group: costs
    tiles:
      - { metrics: [token_csot], picture: nubmer, width: 5 }
      - { metrics: [], picture: line }
      - picture: table
  - tiles: []
`),
  ).toMatchSnapshot();
});

test.each([
  ['no range anywhere', '{ metrics: [tasks], picture: number }', 'grain: day'],
  ['half a range', '{ metrics: [tasks], picture: number, range: { last: 7 } }'],
  ['a range in two ways', '{ metrics: [tasks], picture: number, range: { last: 7, unit: day, from: 2026-01-01 } }'],
  ['an empty range', '{ metrics: [tasks], picture: number, range: { from: 2026-01-02, to: 2026-01-01 } }'],
  ['too many buckets', '{ metrics: [tasks], picture: line, grain: hour, range: { last: 2000, unit: week } }'],
  ['a wrong range of the dashboard', '{ metrics: [tasks], picture: number }', 'range: { unit: day }'],
  ['a grain that is too fine', '{ metrics: [retention_week_1], picture: number }'],
  ['a grain of its own that is too fine', '{ metrics: [revenue_mrr], picture: number, grain: hour }'],
  ['a dimension that does not fit', '{ metrics: [tasks, revenue_mrr], picture: line, groupBy: [task_type] }'],
  ['an unknown dimension', '{ metrics: [tasks], picture: line, groupBy: [task_tpye] }'],
  ['a metric and a dimension twice', '{ metrics: [tasks, tasks], picture: line, groupBy: [task_type, task_type] }'],
  [
    'a condition that does not fit',
    '{ metrics: [tasks, revenue_mrr], picture: line, where: { task_type: { eq: text } } }',
  ],
  ['a condition on a number', '{ metrics: [tasks], picture: line, where: { task_type: { in: [text, 7] } } }'],
  [
    'a condition in a condition',
    '{ metrics: [tasks], picture: line, where: { or: [{ task_type: { eq: a } }, { not: { user: { eq: 1 } } }] } }',
  ],
  ['a condition without a value', '{ metrics: [tasks], picture: line, where: { task_type: { eq: } } }'],
  [
    'a condition of the dashboard that does not fit',
    '{ metrics: [revenue_mrr], picture: number }',
    'range: { last: 7, unit: day }\nwhere: { task_type: { eq: text } }',
  ],
  ['a condition to ignore that is not there', '{ metrics: [tasks], picture: number, ignore: [task_type] }'],
  ['a wrong comparison', '{ metrics: [tasks], picture: number, compare: { shift: 1 } }'],
  [
    'a comparison that moves days off days',
    '{ metrics: [tasks], picture: number, grain: week, compare: { shift: 1, unit: month } }',
  ],
  ['a number by group', '{ metrics: [tasks], picture: number, groupBy: [task_type] }'],
  ['a share without groups', '{ metrics: [tasks], picture: share }'],
  ['a share of two metrics', '{ metrics: [tasks, failed_tasks], picture: share, groupBy: [task_type] }'],
  ['a share by two dimensions', '{ metrics: [tasks], picture: share, groupBy: [task_type, utm_source] }'],
  [
    'a share of some groups',
    '{ metrics: [tasks], picture: share, groupBy: [utm_source], top: { n: 2, others: false } }',
  ],
  ['parts of no whole', '{ metrics: [active_users_daily], picture: stacked, groupBy: [utm_source] }'],
  ['a ratio in parts', '{ metrics: [task_error_rate], picture: share, groupBy: [task_type] }'],
  ['the top of no groups', '{ metrics: [tasks], picture: line, top: { n: 3 } }'],
  [
    'the top by another metric',
    '{ metrics: [tasks], picture: line, groupBy: [task_type], top: { n: 3, by: failed_tasks } }',
  ],
  [
    'the top of another dimension',
    '{ metrics: [tasks], picture: line, groupBy: [task_type], top: { n: 3, of: [utm_source] } }',
  ],
])('%s', async (_, tile, ...head: string[]) => {
  const problems = await problemsIn(oneTile(tile, ...head));
  expect(problems).not.toEqual([]);
  expect(problems).toMatchSnapshot();
});

test('a file that is no YAML, an empty one, a list and a wrong name', async () => {
  const files = {
    'a.yaml': 'title: { en: A',
    'b.yaml': '',
    'c.yaml': '- a',
    'd e.yaml': oneTile('{ metrics: [tasks], picture: number }'),
  };
  expect(problemsOf(await loaded(files))).toMatchSnapshot();
});

test('two files with one key are one dashboard with a problem', async () => {
  const text = oneTile('{ metrics: [tasks], picture: number }');
  const { all } = await loaded({ 'a.yaml': text, 'a.yml': text, 'b.yml': text });
  expect(all.map(({ key, problem, sections }) => [key, problem, sections.length])).toEqual([
    ['a', 'a.yml:1:1: another file is the dashboard "a" — expected each name once', 0],
    ['b', null, 1],
  ]);
});

test('a wrong file affects no other one', async () => {
  const { all } = await loaded({
    'good.yaml': oneTile('{ metrics: [tasks], picture: number }'),
    'wrong.yaml': oneTile('{ metrics: [task], picture: number }'),
  });
  expect(all.map(({ key, title, problem, sections }) => [key, title?.en, problem === null, sections.length])).toEqual([
    ['good', 'A', true, 1],
    ['wrong', 'A', false, 0],
  ]);
});
