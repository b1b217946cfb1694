import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { table, WEEK } from '../graphql/mistake';

/** Mistakes of a client that were once reported as INTERNAL, a bug of the server. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterEach(() => expect(server.internal.splice(0)).toEqual([]));
afterAll(() => server.close());

async function codes(query: string, variables?: object): Promise<string[]> {
  return (await server.ask(query, variables)).errors.map(({ extensions }) => extensions.code);
}

test.each([
  ['offset', 'Int = 0', `metrics(${WEEK}, offset: $v)`],
  ['fill', 'Boolean = true', `metrics(${WEEK}, fill: $v)`],
  ['groupBy', '[MetricDimensionKey!] = []', `metrics(${WEEK}, groupBy: $v)`],
  ['range', 'MetricTimeRange = { last: 7, unit: DAY }', 'metrics(range: $v)'],
  ['orderBy.direction', 'MetricDirection = ASC', `metrics(${WEEK}, orderBy: [{ key: tasks, direction: $v }])`],
  ['range.includeCurrent', 'Boolean', 'metrics(range: { last: 7, unit: DAY, includeCurrent: $v })'],
  ['@include(if:)', 'Boolean = true', `metrics(${WEEK}) @include(if: $v)`],
])('a null variable for %s, which must not be null, is a client’s error', async (_, type, field) => {
  const query = `query ($v: ${type}) { ${field} { rows { values { tasks } } } metricCatalog { version } }`;
  expect(await codes(query)).toEqual([]);
  expect(await codes(query, { v: null })).toEqual(['BAD_USER_INPUT']);
});

test('a null variable for a directive below the table is a client’s error', async () => {
  const query = `query ($v: Boolean = true) { metrics(${WEEK}) { rows { values { tasks adoptions @skip(if: $v) } } } }`;
  const { data, errors } = await server.ask(query, { v: null });
  expect({ data, codes: errors.map(({ extensions }) => extensions) }).toEqual({
    data: { metrics: null },
    codes: [{ code: 'BAD_USER_INPUT', hint: expect.stringMatching(/null/) as string }],
  });
});

test('a null variable leaves the siblings alone', async () => {
  const { data } = await server.ask(
    `query ($v: Int = 0) { bad: metrics(${WEEK}, offset: $v) { rowCount } good: metricCatalog { timeZone } }`,
    {
      v: null,
    },
  );
  expect(data).toEqual({ bad: null, good: { timeZone: 'Asia/Shanghai' } });
});

test.each([
  ['mutation', 'BAD_USER_INPUT'],
  ['subscription', 'GRAPHQL_VALIDATION_FAILED'],
])('a %s that does not exist is a client’s error', async (operation, code) => {
  expect(await codes(`${operation} { drop }`)).toEqual([code]);
});

test('a mutation gets the error that nothing is written here, not advice about variables', async () => {
  const { errors } = await server.ask('mutation { drop }');
  expect(errors.map(({ extensions }) => extensions.hint)).toEqual([
    'The gateway has no mutations. Use `query`, or `subscription` for updates.',
  ]);
});

test.each([100, 1_000, 3_000])('a filter %i levels deep is a client’s error', async (depth) => {
  const where = JSON.parse(`${'{"not":'.repeat(depth)}{"utm_source":{"eq":"x"}}${'}'.repeat(depth)}`) as object;
  const query = `query ($where: MetricDimensionFilter) { metrics(${WEEK}, where: $where) { rows { values { tasks } } } }`;
  const { errors } = await server.ask(query, { where });
  const [{ message, extensions }] = errors as [(typeof errors)[0]];
  // GraphQL itself gives up on the deepest, and that is no INTERNAL error.
  expect(['BAD_FILTER', 'BAD_USER_INPUT']).toContain(extensions.code);
  expect(message).toMatch(/^where: it is nested more than 50 levels deep$|^The request is nested too deeply\.$/);
});

test('a document too deep to be parsed is a client’s error', async () => {
  expect(await codes(`{ ${'a { '.repeat(20_000)}`)).toEqual(['BAD_USER_INPUT']);
  expect(await codes(table(`${WEEK}, where: ${'{ not: '.repeat(20_000)}{}${'}'.repeat(20_000)}`))).toEqual([
    'BAD_USER_INPUT',
  ]);
});

test('a bucket that ends in the year 10000 is a BAD_RANGE: PostgreSQL does not read our format of it', async () => {
  const args = 'timeZone: "America/New_York", asOf: "9999-12-29T00:00:00Z"';
  for (const metric of ['tasks', 'retention_week_1', 'revenue_mrr']) {
    const query = table(`range: { from: "9999-12-01", to: "9999-12-29" }, ${args}`, `rows { values { ${metric} } }`);
    expect(await codes(query)).toEqual(['BAD_RANGE']);
  }
  const last =
    'range: { from: "9000-12-01", through: "9000-12-31" }, timeZone: "Etc/GMT+12", asOf: "9001-01-01T12:00:00Z", grain: YEAR';
  expect(await codes(table(last, 'rows { values { tasks retention_week_1 } }'))).toEqual([]);
});

// Intl knows these and Temporal does not; CST is China's standard time here and Chicago's there.
test.each(['CST', 'IST', 'PST', 'BST', 'AET'])('the abbreviation %s is an unknown zone', async (zone) => {
  const found = await codes(table(`${WEEK}, timeZone: "${zone}"`));
  server.internal.splice(0);
  expect(found).toEqual(['UNKNOWN_TIME_ZONE']);
});

test('every zone of the IANA database is a time zone', async () => {
  // The first query in a zone works out where its days begin, which takes long for all of them.
  const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => process.env['HEAVY'] || index % 8 === 0);
  const fields = zones.map(
    (zone, index) =>
      `z${index}: metrics(range: { last: 1, unit: DAY }, select: [tasks], timeZone: "${zone}") { plan { engine } }`,
  );
  // As many as a document may name.
  for (let first = 0; first < fields.length; first += 200) {
    expect(await codes(`{ ${fields.slice(first, first + 200).join('\n')} }`)).toEqual([]);
  }
});
