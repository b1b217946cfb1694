import type { Count } from '../../../src/model/measure';
import { loadRegistryText } from '../../registry/registryText';
import type { Row } from './data';
import { holds } from './holds';

// The examples of docs/meaning.md#conditions.

const ROWS: readonly Row[] = [
  { id: '1', amount: '50', agent: 'Googlebot' },
  { id: '2', amount: '20', agent: null },
  { id: '3', amount: null, agent: 'curl' },
];

test.each([
  ['{ amount: { gte: 50 } }', [true, false, false]],
  ['{ not: { amount: { gte: 50 } } }', [false, true, true]],
  ['{ amount: { ne: 20 } }', [true, false, true]],
  ['{ agent: { endsWith: BOT, ignoreCase: true } }', [true, false, false]],
  ['{ agent: { contains: Bot } }', [false, false, false]],
  [`"amount * 2 >= 40 and agent not like '%bot%'"`, [false, true, false]],
  [`"not (amount * 2 >= 40 and agent like '%bot%')"`, [false, true, true]],
])('%s', (filter, expected) => {
  const registry = loadRegistryText(`
timeZone: UTC
groups: { g: { label: g } }
tables:
  hit:
    primaryKey: id
    time: at
    columns: { id: bigint, amount: numeric, agent: text, at: timestamptz }
metrics:
  hits: { label: Hits, group: g, numerator: { count: hit }, grain: day, filters: [${filter}] }
`);
  const condition = (registry.metrics.get('hits')!.definition as Count).filter;
  expect(ROWS.map((row) => holds(condition, registry.tables.get('hit')!, row))).toEqual(expected);
});
