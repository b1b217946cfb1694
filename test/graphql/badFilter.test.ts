import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal, table, WEEK } from './mistake';

/** Filters that say nothing, and their errors. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const FILTERED = `query ($where: MetricDimensionFilter) { metrics(${WEEK}, where: $where) { rows { values { tasks } } } }`;
const NULL = 'null is no value to compare with';
const NULL_HINT = 'To ask for missing values, use `isNull: true`; for no condition, leave it out.';

test.each([
  [{ utm_source: null }, 'where.utm_source'],
  [{ utm_source: { eq: null } }, 'where.utm_source.eq'],
  [{ utm_source: { isNull: null } }, 'where.utm_source.isNull'],
  [{ utm_source: { in: null } }, 'where.utm_source.in'],
  [{ user_id: { notIn: null } }, 'where.user_id.notIn'],
  [{ and: null }, 'where.and'],
  [{ not: null }, 'where.not'],
  [{ and: [{}, { utm_source: null }] }, 'where.and[1].utm_source'],
  [{ or: [{ not: { and: [{ task_type: { startsWith: null } }] } }] }, 'where.or[0].not.and[0].task_type.startsWith'],
])('an explicit null is rejected, in a variable or written out: %j', async (where, path) => {
  const told = { code: 'BAD_FILTER', message: `${path}: ${NULL}`, hint: NULL_HINT };
  expect(await mistake(server, FILTERED, { where })).toEqual(told);
  const written = JSON.stringify(where).replaceAll(/"(\w+)":/g, '$1: ');
  expect(await mistake(server, table(`${WEEK}, where: ${written}`))).toEqual(told);
});

test('a variable that is null is an explicit null; one that is not set drops its condition', async () => {
  const query = `query ($type: String, $not: MetricDimensionFilter, $ids: [ID!]) {
    metrics(${WEEK}, where: { task_type: { ne: $type }, not: $not, user_id: { in: $ids } }) { rows { values { tasks } } }
  }`;
  const { data } = await server.ask(query);
  expect(data).toEqual({ metrics: { rows: [{ values: { tasks: 23 } }] } });
  for (const [name, path] of [
    ['type', 'task_type.ne'],
    ['not', 'not'],
    ['ids', 'user_id.in'],
  ] as const) {
    // prettier-ignore
    expect((await mistake(server, query, { [name]: null })).message).toBe(`where.${path}: ${NULL}`);
  }
});

test('a null is rejected where GraphQL allows none', async () => {
  const { data } = await server.ask(FILTERED, { where: null });
  expect(data).toEqual({ metrics: { rows: [{ values: { tasks: 23 } }] } });
});

test.each([
  'abc',
  '1e3',
  '1.0',
  '-0',
  '+1',
  '007',
  '',
  ' 1',
  '1\n',
  '１',
  '0x10',
  '9223372036854775808',
  '-9223372036854775809',
])('no id: %j', async (id) => {
  const told = {
    code: 'BAD_FILTER',
    message: `where.user_id.in[1]: ${JSON.stringify(id)} is no user_id`,
    hint: 'Ids are whole numbers of at most 64 bits, written without leading zeros, spaces or a plus sign.',
  };
  expect(await mistake(server, FILTERED, { where: { user_id: { in: ['1', id] } } })).toEqual(told);
});

test('ids are text or whole numbers', async () => {
  const count = async (id: unknown) => {
    const { data } = await server.ask(FILTERED, { where: { user_id: { eq: id } } });
    return data?.['metrics'].rows[0].values.tasks;
  };
  expect([
    await count(1),
    await count('1'),
    await count('9223372036854775807'),
    await count('-9223372036854775808'),
  ]).toEqual([4, 4, 0, 0]);
  expect(await refusal(server, table(`${WEEK}, where: { user_id: { eq: 1e3 } }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'ID cannot represent a non-string and non-integer value: 1e3',
  });
});

test('values of another type are rejected', async () => {
  expect(await refusal(server, FILTERED, { where: { utm_source: { eq: 5 } } })).toEqual({
    code: 'BAD_USER_INPUT',
    message:
      'Variable "$where" got invalid value 5 at "where.utm_source.eq"; String cannot represent a non string value: 5',
  });
  expect(await refusal(server, FILTERED, { where: { utm_source: { in: ['a', null] } } })).toEqual({
    code: 'BAD_USER_INPUT',
    message:
      'Variable "$where" got invalid value null at "where.utm_source.in[1]"; Expected non-nullable type "String!" not to be null.',
  });
  expect(await refusal(server, table(`${WEEK}, where: { user_id: { contains: "1" } }`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Field "contains" is not defined by type "MetricIdFilter". Did you mean "notIn"?',
  });
});
