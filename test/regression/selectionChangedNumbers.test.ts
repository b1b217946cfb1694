import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * A number does not depend on its alias, its fragment or its siblings. One test for each way to
 * lose one.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

/**
 * Tasks of March 9 to 11 against 2 to 4: google 3 (28 32 34) to 5, 100%_off 1 (33) to 0, others 3
 * (29 30 31) to 10. Adoptions: google 1 (22) to 6 (1 2 3 6 10 11), 100%_off 1 (25) to 0, others 1
 * (24) to 5 (4 8 9 12 13).
 */
const ARGS = `range: { from: "2026-03-09", through: "2026-03-11" }, groupBy: [utm_source], compare: { shift: 1, unit: WEEK }
  top: { n: 2, by: tasks, others: true }, orderBy: [{ key: tasks, of: PREVIOUS, direction: DESC }], asOf: "2026-03-12T09:30:00+08:00"`;
const TASKS = [
  [3, 10],
  [3, 5],
  [1, 0],
];
const ADOPTIONS = [
  [1, 5],
  [1, 6],
  [1, 0],
];

async function data(query: string, variables?: object) {
  const { data: found, errors } = await server.ask(query, variables);
  expect(errors).toEqual([]);
  return found!;
}

/** `[now, before]` of each row, by the names of the numbers in an answer. */
function pairs(rows: { values: Record<string, number>; previous: Record<string, number> }[], name: string) {
  return rows.map(({ values, previous }) => [values[name], previous[name]]);
}

const BOTH = 'rows { values { tasks adoptions } previous { tasks adoptions } }';

test('the plain query, without aliases, fragments and directives', async () => {
  const { metrics } = await data(`{ metrics(${ARGS}) { ${BOTH} } }`);
  expect(pairs(metrics.rows, 'tasks')).toEqual(TASKS);
  expect(pairs(metrics.rows, 'adoptions')).toEqual(ADOPTIONS);
});

test('a root field under an alias has its own answer, even if another field has that name', async () => {
  const found = await data(`{
    metricSeries: metrics(${ARGS}) { ${BOTH} }
    metrics: metricSeries(${ARGS.replace(/orderBy: \[.*\],/, '')}, grain: DAY, select: [tasks]) { series { overall { value } } }
    rows: metrics(${ARGS}, limit: 1) { ${BOTH} }
  }`);
  expect(pairs(found['metricSeries'].rows, 'tasks')).toEqual(TASKS);
  expect(found['metrics'].series.map((one: { overall: { value: number } }) => one.overall.value)).toEqual([3, 1, 3]);
  expect(pairs(found['rows'].rows, 'tasks')).toEqual(TASKS.slice(0, 1));
});

test('a metric under an alias has its own number, even if another metric has that name', async () => {
  const crossed = '{ tasks: adoptions adoptions: tasks again: tasks }';
  const { metrics } = await data(`{ metrics(${ARGS}) {
    rows { values ${crossed} previous ${crossed} details { tasks: adoptions { previous: value value: previous } adoptions: tasks { value } } }
    totals { values ${crossed} previous ${crossed} }
  } }`);
  expect(pairs(metrics.rows, 'adoptions')).toEqual(TASKS);
  expect(pairs(metrics.rows, 'again')).toEqual(TASKS);
  expect(pairs(metrics.rows, 'tasks')).toEqual(ADOPTIONS);
  expect(metrics.rows.map((row: { details: object }) => row.details)).toEqual(
    ADOPTIONS.map(([now, before], index) => ({
      tasks: { previous: now, value: before },
      adoptions: { value: TASKS[index]![0] },
    })),
  );
  expect(pairs([metrics.totals], 'adoptions')).toEqual([[7, 15]]);
  expect(pairs([metrics.totals], 'tasks')).toEqual([[3, 11]]);
});

test('levels can have aliases', async () => {
  const query = `{ metrics(${ARGS}) {
    values: rows { details: values { tasks } rows: previous { tasks } } rows: totals { previous: values { adoptions } }
  } }`;
  const { metrics } = await data(query);
  expect(metrics.values).toEqual(TASKS.map(([now, before]) => ({ details: { tasks: now }, rows: { tasks: before } })));
  expect(metrics.rows).toEqual({ previous: { adoptions: 3 } });
});

test('a metric that is selected below one level only is in the answer of that level', async () => {
  for (const [level, found] of [
    ['previous', TASKS.map(([, before]) => ({ tasks: before }))],
    ['change', [{ tasks: -0.7 }, { tasks: -0.4 }, { tasks: null }]],
    ['values', TASKS.map(([now]) => ({ tasks: now }))],
  ] as const) {
    const { metrics } = await data(`{ metrics(${ARGS}) { rows { ${level} { tasks } } } }`);
    expect(metrics.rows).toEqual(found.map((numbers) => ({ [level]: numbers })));
  }
});

test('named fragments: on the root, in one another, of numbers now and before', async () => {
  const { metrics } = await data(`
    query { ...Root }
    fragment Root on Query { metrics(${ARGS}) { ...Table } }
    fragment Table on MetricTable { rows { ...Row } }
    fragment Row on MetricRow { values { ...Numbers } previous { ...Numbers } }
    fragment Numbers on MetricValues { tasks ...More }
    fragment More on MetricValues { adoptions }`);
  expect(pairs(metrics.rows, 'tasks')).toEqual(TASKS);
  expect(pairs(metrics.rows, 'adoptions')).toEqual(ADOPTIONS);
});

test('inline fragments: with a type, without one, twice the same', async () => {
  const { metrics } = await data(`{ ... on Query { metrics(${ARGS}) { ... {
    rows { ... on MetricRow { values { ... on MetricValues { tasks } ... { tasks adoptions } } } ... { previous { tasks ... { adoptions } } } }
  } } } }`);
  expect(pairs(metrics.rows, 'tasks')).toEqual(TASKS);
  expect(pairs(metrics.rows, 'adoptions')).toEqual(ADOPTIONS);
});

test('fragments on the interface: numbers of a type that it is, nothing of one that it is not', async () => {
  const { metrics, metricSeries } = await data(`
    query {
      metrics(${ARGS}) { rows { details { tasks { ...Detail } task_error_rate { ...Detail } } } }
      metricSeries(${ARGS.replace(/orderBy: \[.*\],/, '')}, grain: DAY, select: [tasks, task_error_rate]) { series { overall { ...Detail } } }
    }
    fragment Detail on MetricDetail {
      value
      ... on MetricAdditiveDetail { share before: previous }
      ... on MetricRatioDetail { numerator before: previous }
      ... on MetricPlainDetail { change }
    }`);
  const google = { value: 3, share: 0.428571428571, before: 5 };
  const rate = { value: 0, numerator: '0', before: 0 };
  expect(metrics.rows[1].details).toEqual({ tasks: google, task_error_rate: rate });
  expect(metricSeries.series[0].overall).toEqual(google);
  expect(metricSeries.series[3].overall).toEqual(rate);
});

test.each([
  ['@include(if: true)', true],
  ['@include(if: false)', false],
  ['@skip(if: true)', false],
  ['@skip(if: false)', true],
  ['@include(if: $yes)', true],
  ['@include(if: $no)', false],
  ['@skip(if: $yes)', false],
  ['@skip(if: $no)', true],
  ['@include(if: $unset)', true],
  ['@skip(if: $no) @include(if: $no)', false],
])('%s of a metric, a level, a fragment and a field leaves other numbers unchanged', async (directive, isThere) => {
  const { metrics, other } = await data(
    `query ($yes: Boolean!, $no: Boolean!, $unset: Boolean = true) {
      metrics(${ARGS}) {
        rows { values { tasks adoptions ${directive} } previous { tasks ...More ${directive} } change ${directive} { tasks } }
        totals ${directive} { values { failed_tasks } }
      }
      other: metrics(${ARGS}) ${directive} { rows { values { tasks new_registrations } } }
      __typename @include(if: $yes) @skip(if: $no)
      again: __typename @include(if: $unset)
    }
    fragment More on MetricValues { adoptions }`,
    { yes: true, no: false },
  );
  expect(pairs(metrics.rows, 'tasks')).toEqual(TASKS);
  expect(pairs(metrics.rows, 'adoptions')).toEqual(isThere ? ADOPTIONS : TASKS.map(() => [undefined, undefined]));
  expect('totals' in metrics).toBe(isThere);
  expect(other === undefined).toBe(!isThere);
});

test('a field that a directive leaves out is not in the query', async () => {
  const query = (left: string) => `query ($no: Boolean = false) {
    metrics(range: { from: "2026-03-09", through: "2026-03-11" }, ${left}, asOf: "2026-03-12T09:30:00+08:00", groupBy: [utm_source]) {
      rows { values { failed_tasks tasks @include(if: $no) } previous { tasks @include(if: $no) } details { ... @include(if: $no) { tasks { value } } } }
    }
  }`;
  for (const left of ['top: { n: 1, by: tasks }', 'orderBy: [{ key: tasks }]', 'having: { tasks: { gt: 0 } }']) {
    const { errors } = await server.ask(query(left));
    expect(errors).toMatchObject([{ extensions: { code: 'METRIC_NOT_SELECTED' } }]);
  }
});

test.each([
  ['where: { utm_source: { eq: $text } }'],
  ['where: { utm_source: { in: $texts } }'],
  ['where: { utm_source: { contains: $text, startsWith: $text, ne: $text }, user_id: { notIn: $ids } }'],
  ['where: { utm_source: $condition }'],
  ['where: { not: $filter }'],
  ['where: { and: $filters }'],
  ['where: { or: $filters }'],
  ['where: { and: [{ utm_source: { eq: $text } }, { user_id: { notIn: $ids } }] }'],
  ['where: { or: [{ utm_source: { isNull: $flag } }] }'],
  ['where: $filter'],
])('an unset variable is no condition: %s', async (where) => {
  const types: Record<string, string> = {
    text: 'String',
    texts: '[String!]',
    ids: '[ID!]',
    flag: 'Boolean',
    condition: 'MetricStringFilter',
    filter: 'MetricDimensionFilter',
    filters: '[MetricDimensionFilter!]',
  };
  const used = Object.keys(types).filter((name) => new RegExp(`\\$${name}\\b`).test(where));
  const declared = used.map((name) => `$${name}: ${types[name]!}`).join(', ');
  const { metrics, metricSeries } = await data(`query (${declared}) {
    metrics(${ARGS}, ${where}) { ${BOTH} }
    metricSeries(${ARGS.replace(/orderBy: \[.*\],/, '')}, ${where}, grain: WEEK, select: [tasks]) { series { values overall { value previous } } }
  }`);
  expect(pairs(metrics.rows, 'tasks')).toEqual(TASKS);
  expect(pairs(metrics.rows, 'adoptions')).toEqual(ADOPTIONS);
  expect(metricSeries.series).toHaveLength(3);
});

test('a set variable beside an unset one is applied', async () => {
  const query = `query ($channel: String, $user: ID, $users: [ID!]) {
    metrics(${ARGS}, where: { utm_source: { eq: $channel, ne: $channel }, user_id: { eq: $user, notIn: $users } }) { ${BOTH} }
  }`;
  // Without user 14, whose is task 32; user 8 has task 30 now, and 9 10 14 before.
  const { metrics } = await data(query, { users: ['14'] });
  expect(pairs(metrics.rows, 'tasks')).toEqual([
    [3, 10],
    [2, 5],
    [1, 0],
  ]);
  const one = await data(query, { user: '8' });
  expect(pairs(one['metrics'].rows, 'tasks')).toEqual([[1, 3]]);
});

test('`__typename` is no metric, no dimension and no reason to read', async () => {
  const T = '__typename';
  const detail = `{ ${T} value again: ${T} }`;
  const { metrics, metricSeries, nothing } = await data(`{ ${T}
    metrics(${ARGS}) { ${T}
      rows { ${T} time { ${T} } by { ${T} utm_source } values { ${T} tasks } previous { ${T} tasks x: ${T} } change { ${T} } details { ${T} tasks ${detail} } }
      totals { ${T} time { ${T} } values { ${T} tasks } previous { ${T} } change { ${T} } details { ${T} } }
      meta { ${T} range { ${T} } comparedTo { ${T} } warnings { ${T} } } plan { ${T} }
    }
    metricSeries(${ARGS.replace(/orderBy: \[.*\],/, '')}, grain: DAY, select: [tasks]) { ${T}
      buckets { ${T} } series { ${T} metric { ${T} } by { ${T} utm_source } overall ${detail} } meta { ${T} } plan { ${T} }
    }
    nothing: metrics(${ARGS}, select: [tasks]) { ${T} }
  }`);
  expect(pairs(metrics.rows, 'tasks')).toEqual(TASKS);
  expect(metrics.totals.values).toEqual({ [T]: 'MetricValues', tasks: 7 });
  expect(metricSeries.series.map((one: { overall: object }) => one.overall)).toEqual(
    [3, 1, 3].map((value) => ({ [T]: 'MetricAdditiveDetail', value, again: 'MetricAdditiveDetail' })),
  );
  expect(nothing).toEqual({ [T]: 'MetricTable' });
});

test('`__typename` alone is no metric', async () => {
  const { errors } = await server.ask(
    `{ metrics(${ARGS}) { rows { values { __typename } previous { __typename } } } }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'NO_METRIC' } }]);
});
