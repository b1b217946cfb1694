import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { Budgets } from '../../src/answer/budgets';
import { connect, type Gateway } from '../../src/answer/gateway';
import { errorFormatter } from '../../src/graphql/errors';
import { ANONYMOUS, type Identity } from '../../src/server/auth/identity';
import { loadRegistry } from '../../src/registry/load';
import { Subscriptions } from '../../src/server/live/subscriptions';
import { Swappable } from '../../src/server/http/swappable';
import { servedFrom, type Served } from '../../src/server/http/serving';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { STREAMS } from '../../src/server/http/bounds';
import { readOperation } from '../../src/server/live/readOperation';
import type { Outcome, StreamSource } from '../../src/server/live/operationTypes';

/** A new registry runs every open subscription again. */
let server: GatewayServer;
const models: { path: string; remove(): Promise<void> }[] = [];
beforeAll(async () => {
  server = await gatewayServer();
});
afterAll(async () => {
  await server.close();
  await Promise.all(models.map((model) => model.remove()));
});

async function served(change: (text: string) => string, roles?: string): Promise<Served> {
  const model = await changedModel('metrics.yaml', change);
  models.push(model);
  if (roles !== undefined) writeFileSync(path.join(model.path, 'roles.yaml'), roles);
  return servedFrom(await connect(loadRegistry(model.path), server.engine), () => undefined, { watch: { pollMs: 50 } });
}

async function write(sql: string): Promise<void> {
  const client = new Client({ connectionString: server.url! });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const subscription = (metric: string) => {
  const query = `subscription { metricsChanged(range: { from: "2026-03-02", through: "2026-03-08" }) { totals { values { ${metric} } } } }`;
  return readOperation({ query }, 1_000);
};

const budgets = new Budgets();

/** A client that pays from its own account. */
function source(identity: Identity): StreamSource {
  const budget = budgets.begin({ registry: server.registry, estimates: new Map() } as unknown as Gateway, 'one');
  return { client: 'one', identity, budget };
}

function resultsOf(outcome: Outcome) {
  if (outcome.kind !== 'followed') throw new Error(JSON.stringify(outcome));
  return outcome.results;
}

test('an unchanged answer is not sent, a changed one is, and an invalid subscription ends', async () => {
  const before = await served((text) => text);
  const after = await served((text) =>
    text.replace('status: failed', 'status: success').replaceAll(/\badoptions\b/g, 'results_adopted'),
  );
  const serving = new Swappable(before);
  const format = errorFormatter(
    () => undefined,
    () => 'reference',
  );
  const subscriptions = new Subscriptions({ serving, budgets, format, bounds: STREAMS });
  const [same, other, gone] = await Promise.all(
    ['tasks', 'failed_tasks', 'adoptions'].map(async (metric) =>
      resultsOf(await subscriptions.subscribe(subscription(metric), source(ANONYMOUS))),
    ),
  );
  const [, first] = await Promise.all([same!.next(), other!.next(), gone!.next()]);
  await serving.swap(after);
  const unheard = same!.next();
  await subscriptions.renew();
  const second = await other!.next();
  expect(second.value!.errors).toBeUndefined();
  expect(second.value).not.toEqual(first.value);
  expect((await gone!.next()).value).toMatchObject({
    errors: [
      {
        message: expect.stringContaining('Cannot query field "adoptions"'),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ],
  });
  expect(await gone!.next()).toEqual({ value: undefined, done: true });
  expect(subscriptions.size).toBe(2);
  // Its client does not notice the swap: the next answer comes from a later change.
  await write(`insert into task_generate_log (id, user_id, task_type, status, created_at)
    values (9001, 1, 'text', 'success', '2026-03-03 10:00+08')`);
  expect((await unheard).value).toMatchObject({ data: { metricsChanged: { totals: { values: { tasks: 24 } } } } });
  const last = same!.next();
  // A new subscription uses the new registry.
  resultsOf(await subscriptions.subscribe(subscription('results_adopted'), source(ANONYMOUS)));
  subscriptions.close();
  expect([await last, subscriptions.size]).toEqual([{ value: undefined, done: true }, 0]);
});

test('if the new registry has roles, a client without a role is ended and one with a role gets its rows', async () => {
  const roles =
    'roles:\n  channels:\n    label: { en: Channels, zh: 渠道 }\n    rows: [{ utm_source: { claim: channels } }]\n';
  const [before, after] = [await served((text) => text), await served((text) => text, roles)];
  const serving = new Swappable(before);
  const format = errorFormatter(
    () => undefined,
    () => 'reference',
  );
  const subscriptions = new Subscriptions({ serving, budgets, format, bounds: STREAMS });
  const nobody: Identity = {
    subject: 'key:board',
    role: null,
    claims: {},
    isRouter: false,
    until: null,
    isValid: null,
  };
  const follow = async (identity: Identity) =>
    resultsOf(await subscriptions.subscribe(subscription('tasks'), source(identity)));
  const without = await follow(nobody);
  const all = (await without.next()).value!.data as { metricsChanged: { totals: { values: { tasks: number } } } };
  await serving.swap(after);
  await subscriptions.renew();
  expect((await without.next()).value).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await without.next()).toEqual({ value: undefined, done: true });
  const some = await follow({ ...nobody, role: 'channels', claims: { channels: ['Direct'] } });
  const none = await follow({ ...nobody, role: 'channels', claims: { channels: [] } });
  const tasksOf = async (results: typeof some) =>
    ((await results.next()).value!.data as typeof all).metricsChanged.totals.values.tasks;
  const direct = await tasksOf(some);
  expect([direct > 0, direct < all.metricsChanged.totals.values.tasks, await tasksOf(none)]).toEqual([true, true, 0]);
  subscriptions.close();
});
