import { gatewayServer, type GatewayServer } from './gatewayServer';
import { table, WEEK } from './mistake';

/**
 * The selection decides which numbers are computed, under any alias and through any fragment. It
 * never decides which rows there are.
 */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

async function metrics(query: string, variables?: object) {
  const { data, errors } = await server.ask(query, variables);
  expect(errors).toEqual([]);
  return data!['metrics'];
}

const GROUPED = `${WEEK}, grain: DAY, groupBy: [utm_source], fill: false`;

test('rows are the same whatever fields are selected', async () => {
  const args = `${GROUPED}, select: [tasks, adoptions, retention_day_1], orderBy: [{ key: adoptions, direction: DESC }]`;
  const keys = 'time { start } by { utm_source }';
  const { rows, rowCount } = await metrics(table(args, `rows { ${keys} } rowCount`));
  expect(rows).toHaveLength(rowCount);
  for (const selection of [
    `rows { ${keys} values { tasks } }`,
    `rows { ${keys} values { adoptions } } totals { values { retention_day_1 } }`,
    `rows { ${keys} values { __typename } } plan { sql } hasMore`,
    `meta { asOf } rows { ${keys} details { retention_day_1 { status } } }`,
  ]) {
    const again = await metrics(table(args, selection));
    expect(again.rows.map(({ time, by }: { time: object; by: object }) => ({ time, by }))).toEqual(rows);
  }
});

test('one metric under several names, one table under several', async () => {
  const query = `{
    a: metrics(${WEEK}) { rows { values { x: tasks y: tasks } } r: rows { v: values { failed_tasks } values { z: tasks } } }
    b: metrics(${WEEK}, groupBy: [task_type]) { rows { by { t: task_type } values { tasks } } }
  }`;
  const { data } = await server.ask(query);
  expect(data).toEqual({
    a: { rows: [{ values: { x: 23, y: 23 } }], r: [{ v: { failed_tasks: 4 }, values: { z: 23 } }] },
    b: {
      rows: [
        { by: { t: 'image_text' }, values: { tasks: 6 } },
        { by: { t: 'text' }, values: { tasks: 16 } },
        { by: { t: null }, values: { tasks: 1 } },
      ],
    },
  });
});

test('a table selected in pieces is one table', async () => {
  const query = `
    query { metrics(${WEEK}) { rows { values { tasks } } } ...More }
    fragment More on Query { metrics(${WEEK}) { rows { values { adoptions } time { date } } totals { values { token_cost } } } }`;
  expect(await metrics(query)).toEqual({
    rows: [{ values: { tasks: 23, adoptions: 18 }, time: { date: '2026-03-02' } }],
    totals: { values: { token_cost: 0.44 } },
  });
});

test('fragments: named, inline, nested, on the interface, without a type', async () => {
  const query = `
    query { metrics(${WEEK}) { ...Table } }
    fragment Table on MetricTable { ... { rows { ...Row } } totals { ... on MetricTotals { details { ...Details } } } }
    fragment Row on MetricRow { values { ...Values ... on MetricValues { failed_tasks } } }
    fragment Values on MetricValues { tasks }
    fragment Details on MetricDetails { task_error_rate { ...Detail ... on MetricRatioDetail { denominator } } tasks { ...Detail } }
    fragment Detail on MetricDetail { __typename value ... on MetricRatioDetail { numerator } }`;
  expect(await metrics(query)).toEqual({
    rows: [{ values: { tasks: 23, failed_tasks: 4 } }],
    totals: {
      details: {
        task_error_rate: { __typename: 'MetricRatioDetail', value: 0.173913043478, numerator: '4', denominator: '23' },
        tasks: { __typename: 'MetricAdditiveDetail', value: 23 },
      },
    },
  });
});

test.each([
  ['@include(if: $yes)', true],
  ['@include(if: $no)', false],
  ['@skip(if: $no)', true],
  ['@skip(if: $yes)', false],
  ['@include(if: true)', true],
  ['@skip(if: true)', false],
  ['@include(if: $yes) @skip(if: $yes)', false],
])('%s works on a metric, a fragment and a level', async (directive, isThere) => {
  // GraphQL wants each variable used.
  const query = `query ($yes: Boolean!, $no: Boolean = false) {
    __typename @include(if: $yes) @skip(if: $no)
    metrics(${WEEK}) {
      rows { values { tasks adoptions ${directive} ... ${directive} { failed_tasks } ...Tokens ${directive} } }
      totals ${directive} { values { new_registrations } }
      plan { scans }
    }
  }
  fragment Tokens on MetricValues { tokens_consumed }`;
  const { rows, totals, plan } = await metrics(query, { yes: true });
  expect(rows).toEqual([
    { values: isThere ? { tasks: 23, adoptions: 18, failed_tasks: 4, tokens_consumed: 22000 } : { tasks: 23 } },
  ]);
  expect(totals).toEqual(isThere ? { values: { new_registrations: 12 } } : undefined);
  expect(plan.scans).toHaveLength(isThere ? 3 : 1);
});

test('__typename can be selected anywhere', async () => {
  const query = `{ __typename metrics(${GROUPED}, limit: 1) {
    __typename
    rows { __typename time { __typename } by { __typename } values { __typename tasks } details { __typename tasks { __typename } } }
    totals { __typename time { __typename } values { __typename } details { __typename } }
    meta { __typename range { __typename } warnings { __typename } } plan { __typename }
  } metricCatalog { __typename limits { __typename } metrics { __typename unit { __typename } group { __typename } } } }`;
  const { errors, body } = await server.ask(query);
  expect(errors).toEqual([]);
  expect(body.match(/"__typename":"\w+"/g)!.length).toBeGreaterThan(90);
});

test('the statement contains only selected metrics', async () => {
  const { plan } = await metrics(table(WEEK, 'rows { values { tasks } } plan { sql scans }'));
  expect(plan.scans).toEqual(['task_generate_log by created_at: 1 value']);
  expect(plan.sql).not.toMatch(/user_action_log|subscription_records|trade/);
});

test('a query that selects only the plan is compiled and does not run', async () => {
  const { plan, meta } = await metrics(table(`${WEEK}, select: [tasks]`, 'plan { sql literalSql } meta { elapsedMs }'));
  expect(plan.literalSql).not.toContain('$1');
  expect(meta.elapsedMs).toBe(0);
});
