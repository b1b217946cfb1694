import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FIXTURES, fixtures } from '../graphql/fixtureFiles';
import { steady } from '../graphql/fixtureTests';
import { gatewayServer, ROOT, type GatewayServer, type ServerOptions } from '../graphql/gatewayServer';
import type { RowsEngine } from '../property/gateway';
import { copiedEngine } from './copied';

// Every query with a stored answer has the same answer on ClickHouse, to the last digit.

const PRODUCTS: readonly (readonly [string, string, ServerOptions])[] = [
  ['the product', FIXTURES, { dashboards: path.join(ROOT, 'schema/dashboards') }],
];

describe.each(PRODUCTS)('%s', (_, directory, options) => {
  let source: GatewayServer;
  let copied: RowsEngine;
  let clickhouse: GatewayServer;

  beforeAll(async () => {
    source = await gatewayServer(options);
    copied = await copiedEngine(source.registry, source.url!);
    clickhouse = await gatewayServer({ ...options, through: () => copied.engine });
  });
  afterAll(async () => {
    await clickhouse.close();
    await copied.close();
    await source.close();
  });

  test.each(fixtures(directory).map((fixture) => [fixture.name, fixture] as const))(
    '%s',
    async (name, { query, variables }) => {
      const answer = await clickhouse.ask(query, variables);
      const stored = JSON.parse(readFileSync(path.join(directory, `${name}.json`), 'utf8')) as unknown;
      expect(withoutParameters(steady(answer))).toEqual(withoutParameters(stored));
    },
  );

  test('no answer was INTERNAL', () => expect(clickhouse.internal).toEqual([]));
});

/** Each database has parameters of its own, as it has SQL of its own. */
function withoutParameters(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'parameters' ? null : value)));
}
