import { Client } from 'pg';
import { ask, beginAsking } from '../../src/answer/ask';
import { connect, type Gateway } from '../../src/answer/gateway';
import { servicesOf, type Services } from '../../src/answer/services';
import { forItself } from '../../src/engine/asker';
import type { Engine, EngineRow } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { checkQuery } from '../../src/query/checkQuery';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { registryOf } from '../tables/ownProduct';

/** The order of looks, statements and commits. */
const MODEL = `
tables:
  orders:
    primaryKey: id
    time: at
    columns: { id: bigint, at: timestamptz }
metrics:
  order_count: { numerator: { count: orders }, grain: day }
`;
const NOW = Date.parse('2026-03-10T12:00:00Z');

let database: FreshDatabase;
let writer: Client;
let engine: Engine;
let gateway: Gateway;
let services: Services;
/** Runs after a statement has read its rows, before the gateway gets them. */
let afterRows: () => Promise<unknown> = () => Promise.resolve();
let statements = 0;

beforeAll(async () => {
  database = await freshDatabase();
  writer = new Client({ connectionString: database.url });
  await writer.connect();
  await writer.query('CREATE TABLE orders (id bigserial PRIMARY KEY, at timestamptz)');
  const real = await openPostgres(database.url);
  const running = new Map<string, Promise<readonly EngineRow[]>>();
  engine = {
    name: real.name,
    dialect: real.dialect,
    changes: real.changes,
    snapshot: real.snapshot,
    columns: () => real.columns(),
    check: (registry) => real.check(registry),
    ping: (withinMs) => real.ping(withinMs),
    stream: (...given) => real.stream(...given),
    close: () => real.close(),
    // Equal statements share a run until its rows are given back, as in every engine.
    run(statement, asker) {
      const key = JSON.stringify(statement);
      const run = async () => {
        if (/with\s+/i.test(statement.text)) statements += 1;
        const rows = await real.run(statement, asker);
        await afterRows();
        return rows;
      };
      const shared = running.get(key) ?? run().finally(() => running.delete(key));
      running.set(key, shared);
      return shared;
    },
  };
  gateway = await connect(registryOf(MODEL), engine);
  services = servicesOf(gateway);
});
beforeEach(() => {
  afterRows = () => Promise.resolve();
});
afterAll(async () => {
  await engine.close();
  await writer.end();
  await database.drop();
});

const order = () => writer.query(`INSERT INTO orders (at) VALUES ('2026-03-09')`);

async function asked(asOf: number, to = '2026-03-10'): Promise<{ readonly status: string; readonly count: number }> {
  const query = checkQuery(
    gateway.registry,
    { metrics: ['order_count'], range: { from: '2026-03-01', to }, asOf },
    NOW,
  );
  const asking = beginAsking(gateway, services, forItself(60_000), { maxAgeMs: 0 });
  const { answer } = await ask(asking, { query, entity: null, needsNumbers: true });
  return { status: answer!.meta.cache.status, count: Number(answer!.rows[0]!.cells['order_count']!.decimal) };
}

test('a commit after the rows were read, and before the answer is kept, is not missed', async () => {
  afterRows = order;
  const first = await asked(NOW);
  afterRows = () => Promise.resolve();
  expect(await asked(NOW)).toEqual({ status: 'MISS', count: first.count + 1 });
});

test('an answer that joined a statement of an earlier state is not kept for the later one', async () => {
  let go: () => void = () => undefined;
  let hasRows: () => void = () => undefined;
  const rows = new Promise<void>((resolve) => (hasRows = resolve));
  const held = new Promise<void>((resolve) => (go = resolve));
  afterRows = () => (hasRows(), held);
  const first = asked(NOW + 1);
  await rows;
  await order();
  const before = statements;
  const second = asked(NOW + 1);
  // Another question runs after the second has looked: it has joined by then.
  afterRows = () => Promise.resolve();
  await asked(NOW, '2026-03-09');
  go();
  const { count } = await first;
  expect((await second).count).toBe(count);
  expect(statements).toBe(before + 1);
  expect(await asked(NOW + 1)).toEqual({ status: 'MISS', count: count + 1 });
});
