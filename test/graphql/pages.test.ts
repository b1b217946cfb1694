import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, table, WEEK } from './mistake';

/**
 * A registry that allows eleven rows and three metrics, so that small queries exceed its limits.
 */
let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  model = await changedModel('model.yaml', (text) =>
    text.replace('maxRows: 10000', 'maxRows: 11').replace('maxMetrics: 50', 'maxMetrics: 3'),
  );
  server = await gatewayServer({ model: model.path });
});
afterAll(async () => {
  await server.close();
  await model.remove();
});

const USERS = `${WEEK}, groupBy: [user_id]`; // eleven users and nobody: twelve groups
const PAGE = 'rows { by { user_id } values { tasks } } hasMore rowCount';

test.each(['limit', 'offset'])('a negative %s is rejected', async (argument) => {
  expect(await mistake(server, table(`${USERS}, ${argument}: -1`))).toEqual({
    code: 'BAD_PAGE',
    message: `\`${argument}\` is -1; it must be 0 or more.`,
    hint: 'Leave it out, or give a whole number from 0.',
  });
});

test.each([12, 2147483647])('a limit of %i is rejected: an answer has fewer rows', async (limit) => {
  expect(await mistake(server, table(`${USERS}, limit: ${limit}`))).toEqual({
    code: 'RESULT_TOO_LARGE',
    message: `\`limit\` is ${limit}; at most 11 rows are returned at once.`,
    hint: 'Give a `limit` of 11 or less and page with `offset`.',
  });
});

test('more rows than allowed without a limit are an error, never a silent cut', async () => {
  expect(await mistake(server, table(USERS, PAGE))).toEqual({
    code: 'RESULT_TOO_LARGE',
    message: 'The answer has more than 11 rows.',
    hint: 'Give a `limit` and page with `offset`, or ask for fewer groups, a coarser grain or a shorter range.',
  });
});

test('a field with too many rows does not fail the other fields of its statement', async () => {
  const query = `{
    two: metrics(${USERS}, limit: 2) { rows { values { tasks } } rowCount }
    all: metrics(${USERS}) { rows { values { failed_tasks tasks } } }
    none: metrics(${USERS}, select: [tasks], limit: 0) { totals { values { tasks } } }
  }`;
  const { data, errors } = await server.ask(query);
  expect(data).toEqual({
    two: { rows: [{ values: { tasks: 4 } }, { values: { tasks: 2 } }], rowCount: 12 },
    all: null,
    none: { totals: { values: { tasks: 23 } } },
  });
  expect(errors).toMatchObject([{ path: ['all'], extensions: { code: 'RESULT_TOO_LARGE' } }]);
});

test('an answer may have exactly the allowed number of rows', async () => {
  const { data, errors } = await server.ask(table(`${USERS}, where: { user_id: { isNull: false } }`, PAGE));
  expect(errors).toEqual([]);
  expect(data!['metrics'].rows).toHaveLength(11);
  expect(data!['metrics']).toMatchObject({ hasMore: false, rowCount: 11 });
});

test('pages put together are all rows, each once', async () => {
  const ids: string[] = [];
  for (let offset = 0; ; offset += 5) {
    const { data } = await server.ask(table(`${USERS}, limit: 5, offset: ${offset}`, PAGE));
    const { rows, hasMore, rowCount } = data!['metrics'];
    ids.push(...rows.map((row: { by: { user_id: string } }) => row.by.user_id));
    expect({ rowCount, hasMore }).toEqual({ rowCount: 12, hasMore: offset < 10 });
    if (!hasMore) break;
  }
  expect(ids).toEqual(['1', '5', '7', '8', '10', '11', '12', '14', '16', '18', '999', null]);
});

test('a limit of 0 returns no rows, and `hasMore` is true if there are some', async () => {
  const { data } = await server.ask(table(`${USERS}, limit: 0`, PAGE));
  expect(data).toEqual({ metrics: { rows: [], hasMore: true, rowCount: 12 } });
});

test('too many metrics are rejected', async () => {
  const query = table(WEEK, 'rows { values { tasks adoptions } } totals { values { failed_tasks token_cost } }');
  expect(await mistake(server, query)).toEqual({
    code: 'TOO_MANY_METRICS',
    message: 'The query asks for 4 metrics; at most 3 are allowed in one.',
    hint: 'Ask for fewer, or in several queries.',
  });
});
