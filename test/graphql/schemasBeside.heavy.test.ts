import { graphql, type GraphQLSchema } from 'graphql';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect, type Gateway } from '../../src/answer/gateway';
import { requestContext } from '../../src/graphql/context';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { loadRegistry } from '../../src/registry/load';
import { changedModel } from './changedModel';
import { gatewayServer, MODEL, ROOT, type GatewayServer } from './gatewayServer';
import { watched } from './watchedEngine';

/**
 * While requests run on one schema, others are built from other registries. That leaves it alone,
 * whatever types are cached globally.
 */
const watch = watched();
let server: GatewayServer;
let other: { path: string; remove(): Promise<void> };
let [first, second]: Gateway[] = [];
beforeAll(async () => {
  other = await changedModel('metrics.yaml', (text) => text.replaceAll(/\badoptions\b/g, 'results_adopted'));
  server = await gatewayServer({ through: watch.through });
  first = await connect(loadRegistry(MODEL), server.engine);
  second = await connect(loadRegistry(other.path), server.engine);
});
afterAll(async () => {
  await server.close();
  await other.remove();
});

/**
 * Enums, lists of them, inputs in inputs, defaults, interfaces, entities: everything that a request
 * looks up.
 */
const question = (adoptions: string) => `query Q($order: [MetricOrder!] = [{ key: ${adoptions}, direction: DESC }]) {
  metrics(
    range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00", grain: DAY
    select: [tasks, ${adoptions}, task_error_rate], groupBy: [utm_source], orderBy: $order
    where: { and: [{ not: { utm_source: { in: ["douyin"] } } }, { or: [{ user_id: { isNull: false } }, { task_type: { eq: "text" } }] }] }
    having: { or: [{ tasks: { gte: 1 } }, { ${adoptions}: { gt: 0 }, not: { tasks: { lt: 0 } } }] }
    top: { n: 2, by: ${adoptions}, others: true }
    compare: { shift: 1, unit: WEEK }
  ) {
    rows {
      time { date label } by { utm_source } values { tasks adoptions: ${adoptions} task_error_rate }
      details { tasks { __typename share status formatted(of: CHANGE) } task_error_rate { ... on MetricRatioDetail { numerator denominator } } }
    }
    meta { timeZone warnings { code } }
  }
  metricSeries(range: { last: 2, unit: WEEK }, asOf: "2026-03-12T09:30:00+08:00", grain: WEEK, select: [${adoptions}, task_error_rate]) {
    series { metric { kind unit { kind } } values statuses overall { __typename value } }
  }
  metricCatalog {
    metric(key: ${adoptions}) { grain overTime dimensions { key } }
    dimensions(metrics: [tasks, ${adoptions}]) { key }
    dimension(key: utm_source) { values(limit: 3) { value label } }
  }
  _entities(representations: [{ __typename: "Metric", id: "metric:tasks" }, { __typename: "User", id: "1" }]) {
    ... on Metric { key }
    ... on User { metrics(range: { last: 2, unit: WEEK }, asOf: "2026-03-12T09:30:00+08:00", grain: WEEK, select: [tasks], where: { task_type: { ne: "text" } }) { rows { values { tasks } } } }
  }
}`;

async function ask(schema: GraphQLSchema, gateway: Gateway, key: string): Promise<unknown> {
  const contextValue = requestContext(gateway, Date.parse('2026-03-12T09:30:00+08:00'));
  const { data, errors } = await graphql({ schema, contextValue, source: question(key) });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const askFirst = (schema: GraphQLSchema) => ask(schema, first!, 'adoptions');
const askSecond = (schema: GraphQLSchema) => ask(schema, second!, 'results_adopted');

test('a schema that answers its first query after others were built answers as it does alone', async () => {
  const expected = await askFirst(subgraphSchema(first!.registry));
  expect(expected).toMatchObject({ metrics: { rows: expect.arrayContaining([expect.anything()]) } });
  const older = subgraphSchema(first!.registry);
  const newer = subgraphSchema(second!.registry);
  subgraphSchema(first!.registry);
  expect(await askFirst(older)).toEqual(expected);
  expect(await askSecond(newer)).toEqual(expected);
  expect(await askFirst(older)).toEqual(expected);
});

test('a request that waits for the database while others are built is answered', async () => {
  const schema = subgraphSchema(first!.registry);
  const expected = await askFirst(schema);
  let built = 0;
  watch.before = () => {
    if (built < 6) subgraphSchema(built % 2 === 0 ? first!.registry : second!.registry);
    built += 1;
  };
  const newer = subgraphSchema(second!.registry);
  const answers = await Promise.all([askFirst(schema), askSecond(newer), askFirst(schema), askSecond(newer)]);
  watch.before = () => undefined;
  expect(built).toBeGreaterThan(8);
  for (const answer of answers) expect(answer).toEqual(expected);
});

test('a schema that nobody uses any more is collected', async () => {
  const script = [path.join(ROOT, 'register.cjs'), path.join(__dirname, 'forgetSchemas.ts')] as const;
  const run = promisify(execFile)(process.execPath, ['--expose-gc', '-r', ...script], { cwd: ROOT });
  expect((await run).stdout).toBe('MetricDimensionFilter MetricHaving MetricOrder MetricTop');
});
