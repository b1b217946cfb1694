import { chartOf } from '../../console/graphiql/answer/chartOf';
import { tableOf } from '../../console/graphiql/answer/tableOf';
import { linkedQuery } from '../../console/graphiql/linkedQuery';
import { matchNames } from '../../console/graphiql/names/matchNames';
import { graphiqlPath } from '../../console/widgets/picture/text/addresses';
import { pictureQuery } from '../../console/widgets/picture/text/pictureQuery';
import { QUESTIONS } from './questions';

/** The panes of GraphiQL: the answer as a table and a chart, names by label, and links. */
const answer = (data: object) => JSON.stringify({ data });
const row = (label: string, type: string | null, tasks: number | null) => ({
  time: { label },
  by: { task_type: type },
  values: { tasks },
});

test('rows are a table, whose columns are the paths of the fields', () => {
  const table = tableOf(answer({ metrics: { rows: [row('Mar 2', 'text', 3), row('Mar 3', null, null)] } }));
  expect(table).toEqual({
    columns: ['time.label', 'by.task_type', 'values.tasks'],
    rows: [
      ['Mar 2', 'text', 3],
      ['Mar 3', null, null],
    ],
  });
});

test('the groups of rows over time are series, and a row that is missing is a gap', () => {
  const rows = [row('Mar 2', 'text', 3), row('Mar 2', 'image', 1), row('Mar 3', 'image', 2)];
  expect(chartOf(tableOf(answer({ metrics: { rows } }))!)).toEqual({
    points: ['Mar 2', 'Mar 3'],
    series: [
      { name: 'tasks · text', values: [3, null] },
      { name: 'tasks · image', values: [1, 2] },
    ],
    isOverTime: true,
  });
});

test('rows without time are bars over their groups', () => {
  const rows = [
    { by: { task_type: 'text' }, values: { tasks: 3, failed_tasks: 0 } },
    { by: { task_type: null }, values: { tasks: 1, failed_tasks: 1 } },
  ];
  expect(chartOf(tableOf(answer({ metrics: { rows } }))!)).toEqual({
    points: ['text', '–'],
    series: [
      { name: 'tasks', values: [3, 1] },
      { name: 'failed_tasks', values: [0, 1] },
    ],
    isOverTime: false,
  });
});

test('series are a table with a row for each bucket', () => {
  const metricSeries = {
    buckets: [{ label: 'Mar 2' }, { label: 'Mar 3' }],
    series: [
      { label: 'Text only', values: [1, 2] },
      { label: 'Image', values: [null, 4] },
    ],
  };
  const table = tableOf(answer({ metricSeries }))!;
  expect(table.columns).toEqual(['time.label', 'Text only', 'Image']);
  expect(table.rows).toEqual([
    ['Mar 2', 1, null],
    ['Mar 3', 2, 4],
  ]);
  expect(chartOf(table)).toMatchObject({ points: ['Mar 2', 'Mar 3'], isOverTime: true });
});

test.each(['', 'Loading', '{}', answer({ metrics: null }), answer({ metrics: { totals: { values: { a: 1 } } } })])(
  'an answer without a list has no table: %s',
  (text) => {
    expect(tableOf(text)).toBeNull();
  },
);

test('a list without numbers has a table and no chart', () => {
  const table = tableOf(answer({ metricCatalog: { metrics: [{ key: 'a', label: 'A', grains: ['DAY', 'WEEK'] }] } }))!;
  expect(table.rows).toEqual([['a', 'A', 'DAY, WEEK']]);
  expect(chartOf(table)).toBeNull();
});

test('names are found by label, key and description; descriptions last', () => {
  const name = (key: string, label: string, description: string | null = null) => ({ key, label, description });
  const names = [
    name('retention_week_1', 'Week 1 retention', 'Users who come back'),
    name('active_users_weekly', 'Weekly active users', 'Users with a task in 7 days'),
    name('tasks', 'Tasks', 'What users start each week'),
  ].map((one) => ({ ...one, isDimension: false }));
  const keys = (search: string) => matchNames(names, search).map(({ key }) => key);
  expect(keys('week USERS')).toEqual(['active_users_weekly', 'retention_week_1', 'tasks']);
  expect(keys('retention_')).toEqual(['retention_week_1']);
  expect(keys(' ')).toHaveLength(3);
  expect(keys('none')).toEqual([]);
});

test('a link to GraphiQL is read as it was written', () => {
  const question = pictureQuery(QUESTIONS.filtered, 'en');
  const { search } = new URL(graphiqlPath(question, 'en'), 'http://gateway');
  const linked = linkedQuery(search)!;
  expect(linked.query).toBe(question.query);
  expect(JSON.parse(linked.variables)).toEqual(question.variables);
  expect(linkedQuery('?lang=en')).toBeNull();
});
