import { checkQuery } from '../../src/query/checkQuery';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { mistake, refusal, table, WEEK } from './mistake';

/** Orders by a part that the key does not have, and their errors. */
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(() => server.close());

const COMPARED = `${WEEK}, groupBy: [utm_source], compare: { previousPeriod: true }`;
const COMPARE = 'Add `compare`: without it there is nothing to compare with.';
const METRICS = 'Only metrics have one; leave `of` out.';

test.each(['PREVIOUS', 'CHANGE', 'DIFFERENCE'])('by %s, without a comparison', async (of) => {
  expect(await mistake(server, table(`${WEEK}, orderBy: [{ key: tasks, of: ${of} }]`))).toEqual({
    code: 'BAD_ORDER',
    message: `\`orderBy\` uses the ${of} of "tasks", which has none.`,
    hint: COMPARE,
  });
  const { errors } = await server.ask(table(`${COMPARED}, orderBy: [{ key: tasks, of: ${of} }]`));
  expect(errors).toEqual([]);
});

test.each([
  ['TIME', 'PREVIOUS'],
  ['TIME', 'CHANGE'],
  ['utm_source', 'DIFFERENCE'],
])('by a part of a key that is no metric: %s, %s', async (key, of) => {
  const told = {
    code: 'BAD_ORDER',
    message: `\`orderBy\` uses the ${of} of "${key}", which has none.`,
    hint: METRICS,
  };
  const orderBy = `orderBy: [{ key: tasks }, { key: ${key}, of: ${of} }]`;
  expect(await mistake(server, table(`${COMPARED}, ${orderBy}`))).toEqual(told);
  expect(await mistake(server, table(`${WEEK}, groupBy: [utm_source], ${orderBy}`))).toEqual(told);
});

test.each(['TIME', 'utm_source', 'tasks'])('the value of %s is its default order', async (key) => {
  const rows = 'rows { by { utm_source } values { tasks } }';
  const ordered = (of: string) => server.ask(table(`${COMPARED}, orderBy: [{ key: ${key}${of} }]`, rows));
  const [said, left] = await Promise.all([ordered(', of: VALUE'), ordered('')]);
  expect(said).toEqual(left);
  expect(said.errors).toEqual([]);
});

test('an unknown part is rejected', async () => {
  expect(await refusal(server, table(`${COMPARED}, orderBy: [{ key: tasks, of: SHARE }]`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Value "SHARE" does not exist in "MetricPart" enum. Did you mean the enum value "CHANGE"?',
  });
  expect(await refusal(server, table(`${COMPARED}, orderBy: [{ key: tasks, of: null }]`))).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Expected value of type "MetricPart!", found null.',
  });
});

test('a query from a door without defaults is ordered by values', () => {
  const request = { metrics: ['tasks'], range: { last: 7, unit: 'day' } } as const;
  const { page } = checkQuery(server.registry, { ...request, orderBy: [{ key: 'tasks', of: null }] }, Date.now());
  expect(page.orderBy).toEqual([{ key: 'tasks', of: 'value', direction: 'asc', nulls: 'last' }]);
});
