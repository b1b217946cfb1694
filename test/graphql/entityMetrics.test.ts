import { gatewayServer, type GatewayServer } from './gatewayServer';
import { watched } from './watchedEngine';

/** Metrics of users: each user has the numbers of `metrics` filtered to that user. */
const watch = watched();
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer({ through: (engine) => watch.through(engine) });
  // The gateway remembers when tables begin.
  await server.ask(`{ metrics(${RANGE}) { rows { values { tasks adoptions } } meta { warnings { code } } } }`);
});
afterAll(() => server.close());
beforeEach(() => watch.statements.splice(0));

const RANGE = 'range: { from: "2026-03-02", through: "2026-03-15" }, asOf: "2026-03-12T09:30:00+08:00"';
const IDS = ['1', '2', '3', '8', '999', '31415926', '99999999999999999999', '007', 'x', ''];
const isWritten = (id: string) => /^(0|[1-9]\d{0,17})$/.test(id);

async function ofUsers(ids: readonly string[], args: string, selection: string) {
  return server.ask(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { metrics(${args}) { ${selection} } } } }`,
    { of: ids.map((id) => ({ __typename: 'User', id })) },
  );
}

const NUMBERS = `values { tasks adoptions } change { tasks } details {
  tasks { value status complete previous change difference share } adoption_rate { value status numerator denominator }
}`;
const TABLE = `rows { time { start end date complete } by { __typename } others ${NUMBERS} } totals { time { start } ${NUMBERS} }
  rowCount hasMore meta { timeZone asOf range { start end } comparedTo { start end } warnings { code } freshness { table latest } }`;

test.each([
  ['', 1],
  ['grain: DAY', 1],
  ['grain: DAY, compare: { previousPeriod: true }, timeZone: "America/New_York"', 1],
  ['compare: { shift: 1, unit: WEEK }', 1],
  ['grain: WEEK, groupBy: [task_type]', 2],
  ['groupBy: [task_type, utm_source], compare: { shift: 1, unit: WEEK }', 2],
  ['grain: DAY, groupBy: [user_id]', 1],
  ['groupBy: [utm_source, user_id]', 2],
  ['where: { task_type: { eq: "text" } }, grain: DAY', 1],
  ['where: { user_id: { in: ["1", "3"] } }', 1],
  ['where: { not: { user_id: { eq: "1" } } }, groupBy: [task_type]', 2],
])('%s', async (args, statements) => {
  const asked = `${RANGE}, ${args}, select: [tasks, adoptions, adoption_rate]`;
  const { data, errors } = await ofUsers(IDS, asked, TABLE.replace('freshness { table latest }', ''));
  expect(errors).toEqual([]);
  expect(watch.statements).toHaveLength(statements);
  const where = /where: (\{.*?\} \}|\{.*?\} \} \})(?=, |$)/.exec(args)?.[1];
  const others = args.replace(`where: ${where}`, '').replace(/^, |, $/g, '');
  for (const [index, id] of IDS.entries()) {
    const own = `{ user_id: ${isWritten(id) ? `{ eq: "${id}" }` : '{ in: [] }'} }`;
    const conditions = where === undefined ? own : `{ and: [${where}, ${own}] }`;
    const alone = await server.ask(`{ metrics(
      ${RANGE}, ${others}, select: [tasks, adoptions, adoption_rate], where: ${conditions}
    ) { ${TABLE.replace('freshness { table latest }', '')} } }`);
    expect(alone.errors).toEqual([]);
    expect([id, data!['_entities'][index].metrics]).toEqual([id, alone.data!['metrics']]);
  }
  expect(server.internal).toEqual([]);
});

test('metadata beside the numbers is looked up once, however many numbers there are', async () => {
  const { data, errors } = await ofUsers(
    IDS,
    `${RANGE}, select: [tasks]`,
    TABLE.replaceAll(/adopt\w+( \{.*?\})?/g, ''),
  );
  expect(errors).toEqual([]);
  expect(watch.statements.length).toBeLessThanOrEqual(3);
  expect(data!['_entities'][0].metrics.meta.freshness).toEqual([expect.anything()]);
});

test('equal queries of the same users share one statement', async () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User {
    a: metrics(${RANGE}) { rows { values { tasks } } } b: metrics(${RANGE}) { totals { values { adoptions } } }
  } } }`;
  const { errors } = await server.ask(query, { of: IDS.map((id) => ({ __typename: 'User', id })) });
  expect(errors).toEqual([]);
  expect(watch.statements).toHaveLength(1);
});

test('a query that selects only the plan does not run', async () => {
  const { data, errors } = await ofUsers(['1', 'x'], `${RANGE}, select: [tasks]`, 'plan { sql parameters }');
  expect(errors).toEqual([]);
  expect(watch.statements).toEqual([]);
  expect(data!['_entities'][0].metrics.plan.sql).toContain('with');
});

test('each entity returns its errors as any query does', async () => {
  const { data, errors } = await ofUsers(
    ['1', '2'],
    `${RANGE}, groupBy: [task_type]`,
    'rows { values { trade_volume: revenue_mrr } }',
  );
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([
    'DIMENSION_NOT_AVAILABLE',
    'DIMENSION_NOT_AVAILABLE',
  ]);
  expect(data!['_entities']).toEqual([{ metrics: null }, { metrics: null }]);
});
