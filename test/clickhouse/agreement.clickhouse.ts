import path from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import type { Registry } from '../../src/model/registry';
import { agreement } from '../property/agreement/agreement';
import { arranged } from '../property/anySchema/rows';
import { crowdDraft, policyDraft } from '../property/arbitrary/policy';
import { productWorld } from '../property/arbitrary/world';
import type { Measure } from '../property/coverage/coverage';
import { productRegistry, variantRegistry } from '../property/gateway';
import { SEED, SET_RUNS, SET_SEED } from '../property/settings';
import { copiedEngine } from './copied';

// Random queries, answered by ClickHouse and by an evaluator that shares no code with the gateway.

/** On ClickHouse a query takes much longer than on PostgreSQL. */
const RUNS = SET_RUNS ?? 60;
/** `HEAVY=1 npm test` asks the same queries every time, which once found two faults. */
const FIRST = SET_SEED ?? (process.env['HEAVY'] ? 1936217442 : SEED);
const QUERIES = Math.ceil(RUNS / 5);
const FEW = Math.ceil(RUNS / 20);
const anySchema = (): Registry => loadRegistry(path.join(__dirname, '../property/anySchema'));
const product = productWorld();
/** The queries need not meet any case. */
const NONE: Measure = { of: () => [], met: () => [], company: () => [] };

test.each([
  ["the product's metrics", productRegistry, QUERIES, {}],
  ['a registry that uses everything the product does not', variantRegistry, QUERIES, {}],
  ['any kind of table', anySchema, FEW, { world: productWorld(arranged) }],
  ['what callers may see', productRegistry, FEW, { world: product, policies: policyDraft }],
  ['numbers of enough people', variantRegistry, FEW, { world: product, policies: crowdDraft }],
] as const)(
  'every answer about %s is what the evaluator says',
  (_, registry, queries, options) =>
    agreement(patient(registry()), queries, {
      measure: NONE,
      seed: FIRST,
      runs: RUNS,
      ...options,
      engine: copiedEngine,
    }),
  1_200_000,
);

/** A question of twenty metrics with others takes long to analyse, on a busy machine very long. */
function patient(registry: Registry): Registry {
  return { ...registry, limits: { ...registry.limits, timeoutMs: 600_000 } };
}
