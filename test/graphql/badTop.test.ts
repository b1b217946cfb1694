import { checkQuery } from '../../src/query/checkQuery';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal, table, WEEK } from './mistake';

/**
 * Rankings without groups, with a wrong number of groups, or by a key outside the query, and their
 * errors.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const GROUPED = `${WEEK}, groupBy: [utm_source, user_id]`;
const series = (args: string) => `{ metricSeries(${args}, grain: DAY, select: [tasks]) { series { label } } }`;

test.each([
  [WEEK, '{ n: 3, by: tasks }', '`top` ranks groups, and the query has none.', 'Add `groupBy`.'],
  [`${WEEK}, groupBy: []`, '{ n: 3, by: tasks }', '`top` ranks groups, and the query has none.', 'Add `groupBy`.'],
  [GROUPED, '{ n: 0, by: tasks }', '`top.n` is 0; it must be from 1 to 10000.', 'Give the number of groups to keep.'],
  [GROUPED, '{ n: -1, by: tasks }', '`top.n` is -1; it must be from 1 to 10000.', 'Give the number of groups to keep.'],
  [
    GROUPED,
    '{ n: 10001, by: tasks, others: true }',
    '`top.n` is 10001; it must be from 1 to 10000.',
    'Give the number of groups to keep.',
  ],
  [GROUPED, '{ n: 3, by: tasks, of: [] }', '`top.of` names no dimension.', 'Leave it out to rank by all of `groupBy`.'],
])('%s, top: %s is a BAD_TOP', async (args, top, message, hint) => {
  const told = { code: 'BAD_TOP', message, hint };
  expect(await mistake(server, table(`${args}, top: ${top}`))).toEqual(told);
  expect(await mistake(server, series(`${args}, top: ${top}`))).toEqual(told);
});

test('`top` keeps at most as many groups as an answer has rows', async () => {
  const { errors } = await server.ask(table(`${GROUPED}, top: { n: 10000, by: tasks, others: true }`));
  expect(errors).toEqual([]);
});

test('a metric to rank by that is not in the query is rejected', async () => {
  const told = {
    code: 'METRIC_NOT_SELECTED',
    message: '`top.by` names "adoptions", but the query computes only tasks.',
  };
  expect(await mistake(server, table(`${GROUPED}, top: { n: 3, by: adoptions }`))).toMatchObject(told);
  const selected = table(`${GROUPED}, select: [tasks], top: { n: 3, by: adoptions }`, 'rowCount');
  expect(await mistake(server, selected)).toMatchObject(told);
  expect(await mistake(server, series(`${GROUPED}, top: { n: 3, by: adoptions }`))).toMatchObject(told);
});

test('a metric to rank by need not be shown', async () => {
  const args = `${WEEK}, groupBy: [utm_source], select: [tasks, adoptions], top: { n: 1, by: adoptions }`;
  const { data, errors } = await server.ask(table(args, 'rows { by { utm_source } values { tasks } }'));
  expect(errors).toEqual([]);
  expect(data).toEqual({ metrics: { rows: [{ by: { utm_source: 'google' }, values: { tasks: 10 } }] } });
});

test.each(['task_type', 'trade_type'])(
  '`top.of` with a dimension that is not in `groupBy` is rejected: %s',
  async (dimension) => {
    const told = {
      code: 'DIMENSION_NOT_GROUPED',
      message: `"${dimension}" is used in \`top.of\` but rows are not grouped by it; \`groupBy\` names utm_source, user_id.`,
      hint: 'Add it to `groupBy`: selecting it under `by` does not group by it.',
    };
    const top = `top: { n: 3, by: tasks, of: [utm_source, ${dimension}] }`;
    expect(await mistake(server, table(`${GROUPED}, ${top}`))).toEqual(told);
    expect(await mistake(server, series(`${GROUPED}, ${top}`))).toEqual(told);
  },
);

test('an error names a dimension that is named twice', async () => {
  const rows = 'rows { by { utm_source user_id } others values { tasks } }';
  const top = (of: string) => table(`${GROUPED}, top: { n: 2, by: tasks, of: [${of}], others: true }`, rows);
  const [twice, once, backwards] = await Promise.all(
    ['utm_source, user_id, utm_source', 'utm_source, user_id', 'user_id, utm_source'].map((of) => server.ask(top(of))),
  );
  expect(twice!.data).toEqual(once!.data);
  expect(backwards!.data).toEqual(once!.data);
});

test('a null ranking ranks nothing, and its variable may be unset', async () => {
  const query = `query ($top: MetricTop) { metrics(${WEEK}, groupBy: [utm_source], top: $top) { rows { others values { tasks } } } }`;
  for (const variables of [{}, { top: null }]) {
    const { data } = await server.ask(query, variables);
    expect(data!['metrics'].rows.map((row: { others: boolean }) => row.others)).toEqual([false, false, false, false]);
  }
});

test('GraphQL rejects a ranking of the wrong type', async () => {
  expect(await refusal(server, table(`${GROUPED}, top: { n: 3 }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Field "MetricTop.by" of required type "MetricKey!" was not provided.',
  });
  expect(await refusal(server, table(`${GROUPED}, top: { n: 3, by: task }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Value "task" does not exist in "MetricKey" enum. Did you mean the enum value "tasks"?',
  });
  expect(await refusal(server, table(`${GROUPED}, top: { n: 3, by: tasks, of: [TIME] }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Value "TIME" does not exist in "MetricDimensionKey" enum.',
  });
});

test('doors that receive names as text suggest the nearest name', () => {
  const request = { metrics: ['tasks'], groupBy: ['utm_source'], range: { last: 7, unit: 'day' } } as const;
  const check = (top: object) => () =>
    checkQuery(server.registry, { ...request, top: { n: 3, by: 'tasks', ...top } }, Date.now());
  const told = (message: string, hint: string) => expect.objectContaining({ code: 'UNKNOWN_NAME', message, hint });
  expect(check({ by: 'task' })).toThrow(told('There is no metric "task".', 'Did you mean "tasks"?'));
  expect(check({ of: ['utm_sorce'] })).toThrow(
    told('There is no dimension "utm_sorce".', 'Did you mean "utm_source"?'),
  );
  expect(check({ n: 2.5 })).toThrow(expect.objectContaining({ code: 'BAD_TOP' }));
  expect(check({ n: Number.NaN })).toThrow(expect.objectContaining({ code: 'BAD_TOP' }));
});
