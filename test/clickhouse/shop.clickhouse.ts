import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fixtures } from '../graphql/fixtureFiles';
import { steady } from '../graphql/fixtureTests';
import { ROOT } from '../graphql/gatewayServer';
import { bothServers, type BothServers } from './bothServers';
import { PLANS } from './shopPlans';
import { withoutParameters } from './withoutParameters';

// The example shop has the same answers on ClickHouse: four schemas, local times, a select, unions
// and events.

const SHOP = path.join(ROOT, 'examples/shop');
const QUESTIONS = path.join(SHOP, 'questions');

let shop: BothServers;
beforeAll(async () => {
  shop = await bothServers({
    model: path.join(SHOP, 'model'),
    database: [path.join(SHOP, 'schema.sql'), path.join(SHOP, 'data.sql')],
    alsoCopied: PLANS.tables,
  });
});
afterAll(() => shop.close());

test.each(fixtures(QUESTIONS).map((fixture) => [fixture.name, fixture] as const))(
  '%s',
  async (name, { query, variables }) => {
    const answer = await shop.clickhouse.ask(query, variables);
    const stored = JSON.parse(readFileSync(path.join(QUESTIONS, `${name}.json`), 'utf8')) as unknown;
    expect(withoutParameters(steady(answer))).toEqual(withoutParameters(stored));
  },
);

test('the registry fits the copied tables, its select and its local times too', async () => {
  const { registry, engine } = shop.clickhouse;
  expect(await engine.check(registry)).toEqual([]);
});

test('no answer was INTERNAL', () => expect(shop.clickhouse.internal).toEqual([]));
