import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FIXTURES, fixtures } from '../graphql/fixtureFiles';
import { steady } from '../graphql/fixtureTests';
import { ROOT } from '../graphql/gatewayServer';
import { bothServers, type BothServers } from './bothServers';
import { withoutParameters } from './withoutParameters';

// Every query with a stored answer has the same answer on ClickHouse, to the last digit.

let product: BothServers;
beforeAll(async () => {
  product = await bothServers({ dashboards: path.join(ROOT, 'schema/dashboards') });
});
afterAll(() => product.close());

test.each(fixtures().map((fixture) => [fixture.name, fixture] as const))('%s', async (name, { query, variables }) => {
  const answer = await product.clickhouse.ask(query, variables);
  const stored = JSON.parse(readFileSync(path.join(FIXTURES, `${name}.json`), 'utf8')) as unknown;
  expect(withoutParameters(steady(answer))).toEqual(withoutParameters(stored));
});

test('no answer was INTERNAL', () => expect(product.clickhouse.internal).toEqual([]));
