import { forItself } from '../../src/engine/asker';
import { clickhouseDialect } from '../../src/sql/clickhouse/dialect';
import { compile } from '../../src/sql/compile';
import { write } from '../../src/sql/dialect';
import { sql } from '../../src/sql/fragment';
import { policyDraft } from '../property/arbitrary/policy';
import { openGateway, productRegistry, type Gateway } from '../property/gateway';
import { promising, settledAgree } from '../property/laws/settledAgree';
import { SEED, SET_RUNS, say } from '../property/settings';
import { copiedEngine } from './copied';

// Numbers of old buckets are computed once on ClickHouse, too, and change no answer.

/** On ClickHouse a query takes much longer than on PostgreSQL. */
const RUNS = SET_RUNS ?? 60;
const QUERIES = Math.ceil(RUNS / 4);
const product = promising(productRegistry());
const registry = { ...product, limits: { ...product.limits, timeoutMs: 600_000 } };
let gateway: Gateway;

beforeAll(async () => {
  gateway = await openGateway(registry, undefined, copiedEngine);
  say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`);
}, 120_000);
afterAll(() => gateway.close());

test.each([
  ['everything', undefined],
  ['the rows of a role', policyDraft],
] as const)(
  'kept numbers change no answer about %s',
  (_, policies) => settledAgree({ registry, gateway, policies, seed: SEED, queries: QUERIES }),
  1_200_000,
);

test('more kept numbers than one parameter takes reach the statement, and none is lost', async () => {
  const count = 20_000;
  const rows = write('rowsOfLists', {
    table: 't',
    columns: [
      { name: 'name', values: Array.from({ length: count }, (_, index) => `o'ne\\${index}`), type: 'text[]' },
      { name: 'number', values: Array.from({ length: count }, (_, index) => `${index}.5`), type: 'numeric[]' },
      { name: 'slot', values: Array.from({ length: count }, (_, index) => index), type: 'int[]' },
    ],
  });
  const asked = compile(sql`select uniqExact(t.name), sum(t.number), sum(t.slot) from ${rows}`, clickhouseDialect);
  expect(asked.parameters.length).toBeGreaterThan(3);
  expect(await gateway.engine.run(asked, forItself(60_000))).toEqual([['20000', '200000000', '199990000']]);
});
