import { Client } from 'pg';
import { Budgets } from '../../src/answer/budgets';
import { connect, type Gateway } from '../../src/answer/gateway';
import { errorFormatter } from '../../src/graphql/errors';
import { loadRegistry } from '../../src/registry/load';
import { ANONYMOUS } from '../../src/server/auth/identity';
import { STREAMS } from '../../src/server/http/bounds';
import { servedFrom } from '../../src/server/http/serving';
import { Swappable } from '../../src/server/http/swappable';
import type { Outcome } from '../../src/server/live/operationTypes';
import { readOperation } from '../../src/server/live/readOperation';
import { Subscriptions } from '../../src/server/live/subscriptions';
import { until } from '../eventually';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * `costPerMinute` did not apply to subscriptions, and one client could have all of them. The
 * accounts here run on a clock that the test sets.
 */
const COST_PER_MINUTE = 60_000;
const clock = { now: 0 };
let server: GatewayServer;
let model: { path: string; remove(): Promise<void> };
let gateway: Gateway;
let serving: Swappable;
beforeAll(async () => {
  server = await gatewayServer();
  model = await changedModel('model.yaml', (text) =>
    text.replace('limits:', `limits:\n  costPerMinute: ${COST_PER_MINUTE}\n  maxCost: 100`),
  );
  gateway = await connect(loadRegistry(model.path), server.engine);
  serving = new Swappable(await servedFrom(gateway, () => undefined, { watch: { pollMs: 50, rerunMs: 600_000 } }));
});
afterAll(async () => {
  await server.close();
  await model.remove();
});

/** Subscriptions with new accounts. */
function begin(bounds = STREAMS) {
  const budgets = new Budgets(() => clock.now);
  const format = errorFormatter(
    () => undefined,
    () => 'reference',
  );
  const subscriptions = new Subscriptions({ serving, budgets, format, bounds });
  const subscribe = (client: string, metric = 'tasks', more = '') => {
    const query = `subscription { metricsChanged(range: { from: "2026-03-02", through: "2026-03-08" }${more}) { totals { values { ${metric} } } } }`;
    const budget = budgets.begin(gateway, client);
    return subscriptions.subscribe(readOperation({ query }, 1_000), { client, identity: ANONYMOUS, budget });
  };
  return { subscriptions, subscribe, account: (client: string) => budgets.account(gateway, client) };
}

function resultsOf(outcome: Outcome) {
  if (outcome.kind !== 'followed') throw new Error(JSON.stringify(outcome));
  return outcome.results;
}

function errorOf(outcome: Outcome) {
  if (outcome.kind !== 'refused') throw new Error('It was not rejected.');
  return { message: outcome.errors[0]!.message, code: outcome.errors[0]!.extensions!['code'] };
}

async function addTask(): Promise<void> {
  const client = new Client({ connectionString: server.url! });
  await client.connect();
  await client.query(`insert into task_generate_log (id, user_id, task_type, status, created_at)
    select max(id) + 1, 1, 'text', 'success', '2026-03-03 10:00+08' from task_generate_log`);
  await client.end();
}

test('the first answer costs what the query costs, and a client without points is rejected', async () => {
  const { subscriptions, subscribe, account } = begin();
  const before = account('a').remaining;
  await resultsOf(await subscribe('a')).next();
  expect(account('a').remaining).toBeLessThan(before);
  account('b').take(COST_PER_MINUTE);
  expect(errorOf(await subscribe('b'))).toEqual({
    code: 'RATE_LIMITED',
    message: 'The query costs 1 points, and this client has 0 left now.',
  });
  // Its rejected subscription is gone, and that of the other client goes on.
  expect(subscriptions.size).toBe(1);
  subscriptions.close();
});

test('a statement above maxCost is rejected', async () => {
  const { subscriptions } = begin();
  const wide = 'range: { from: "2000-01-01", through: "2026-03-08" }, grain: DAY, groupBy: [utm_source, task_type]';
  const query = `subscription { metricsChanged(${wide}) { rows { values { tasks failed_tasks adoptions } } } }`;
  const budget = new Budgets(() => clock.now).begin(gateway, 'a');
  const outcome = await subscriptions.subscribe(readOperation({ query }, 1_000), {
    client: 'a',
    identity: ANONYMOUS,
    budget,
  });
  expect(errorOf(outcome).code).toBe('QUERY_TOO_EXPENSIVE');
});

test('an answer that nobody can pay for waits until somebody can, without an error', async () => {
  const { subscriptions, subscribe, account } = begin();
  const [poor, rich] = [resultsOf(await subscribe('poor')), resultsOf(await subscribe('rich', 'failed_tasks, tasks'))];
  const first = (await poor.next()).value!;
  await rich.next();
  account('poor').take(account('poor').remaining);
  let isAnswered = false;
  const next = poor.next().finally(() => (isAnswered = true));
  await addTask();
  // The other client gets the same change, twice: by then this one would have its answer too.
  await rich.next();
  await addTask();
  await rich.next();
  expect(isAnswered).toBe(false);
  clock.now += 60_000;
  expect((await next).value).not.toEqual(first);
  expect((await next).value!.errors).toBeUndefined();
  subscriptions.close();
});

test('of equal subscriptions one reader that can pay is enough', async () => {
  const { subscriptions, subscribe, account } = begin();
  const [poor, rich] = [resultsOf(await subscribe('poor')), resultsOf(await subscribe('rich'))];
  await Promise.all([poor.next(), rich.next()]);
  account('poor').take(account('poor').remaining);
  const before = account('rich').remaining;
  await addTask();
  expect(await poor.next()).toEqual(await rich.next());
  expect(account('rich').remaining).toBeLessThan(before);
  subscriptions.close();
});

test('one client has at most half of all subscriptions and of their bytes', async () => {
  const { subscriptions, subscribe } = begin({ ...STREAMS, subscriptions: 4 });
  for (const metric of ['tasks', 'failed_tasks']) resultsOf(await subscribe('a', metric));
  expect(errorOf(await subscribe('a', 'adoptions'))).toEqual({
    code: 'TOO_MANY_SUBSCRIPTIONS',
    message: 'The server keeps at most 2 subscriptions of yours, so that there is room for others.',
  });
  for (const metric of ['tasks', 'failed_tasks']) resultsOf(await subscribe('b', metric));
  expect(errorOf(await subscribe('c')).message).toBe('The server has 4 subscriptions, and accepts no more.');
  subscriptions.close();
  expect([subscriptions.size, subscriptions.bytes]).toEqual([0, 0]);

  const narrow = begin({ ...STREAMS, subscriptionBytes: 20_000 });
  expect(errorOf(await narrow.subscribe('a', `tasks # ${'x'.repeat(4_500)}\n`)).message).toMatch(
    /^The server keeps at most 10000 bytes of subscriptions of yours/,
  );
  resultsOf(await narrow.subscribe('a'));
  await until(() => narrow.subscriptions.bytes > 0);
  narrow.subscriptions.close();
});
