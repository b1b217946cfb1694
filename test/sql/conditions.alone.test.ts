import type { Count } from '../../src/model/measure';
import { EVERYTHING } from '../../src/policy/policy';
import { clickhouseDialect } from '../../src/sql/clickhouse/dialect';
import { compile } from '../../src/sql/compile';
import { postgresDialect } from '../../src/sql/postgres/dialect';
import { resolveRegistry } from '../../src/sql/resolvedRegistry';
import { conditionSql } from '../../src/sql/rowConditions';
import { loadRegistryText } from '../registry/registryText';

// The filters of a metric, as each database reads them. `property/computed` tries their values.

function written(filters: string): readonly [postgres: string, clickhouse: string] {
  const registry = loadRegistryText(`
timeZone: UTC
groups: { g: { label: g } }
tables:
  hit:
    primaryKey: id
    time: at
    columns:
      id: bigint
      amount: numeric
      pieces: integer
      agent: text
      state: enum
      at: timestamptz
      net: { numeric: amount * 0.8 }
metrics:
  hits: { label: Hits, group: g, numerator: { count: hit }, grain: day, filters: ${filters} }
`);
  const { filter } = registry.metrics.get('hits')!.definition as Count;
  const { tables } = resolveRegistry(registry, { timeZone: 'UTC', asOf: null, policy: EVERYTHING });
  const of = (dialect: typeof postgresDialect) => compile(conditionSql(tables.get('hit')!, 't', filter), dialect).text;
  return [of(postgresDialect), of(clickhouseDialect)];
}

test.each([
  '[{ amount: { gte: 50, lt: 100 } }]',
  '["amount >= 50 and pieces < 3"]',
  '[{ not: { amount: { gte: 50 } } }]',
  '[{ id: { gt: 7 } }]',
  '[{ agent: { startsWith: a, endsWith: b } }]',
  '[{ agent: { contains: bot, ignoreCase: true } }]',
  '[{ agent: { contains: Kiosk, ignoreCase: true } }]',
  '[{ state: { in: [Paid, SENT], ignoreCase: true } }]',
  '[{ agent: { ne: Paid, ignoreCase: true } }]',
  '["net > 5 and agent not like \'%bot%\'"]',
  '["not (amount > net)"]',
])('%s', (filters) => {
  expect(written(filters)).toMatchSnapshot();
});
