import { crowdDraft, policyDraft } from '../property/arbitrary/policy';
import { compareAll } from '../property/explain/compareExplain';
import { productRegistry, variantRegistry } from '../property/gateway';
import { SEED, SET_RUNS, SET_SEED } from '../property/settings';
import { copiedEngine } from './copied';

// Random explanations of changes, answered by ClickHouse and by the evaluator.

/** On ClickHouse a query takes much longer than on PostgreSQL. */
const RUNS = SET_RUNS ?? 36;
/** `HEAVY=1 npm test` asks the same questions every time. */
const seed = SET_SEED ?? (process.env['HEAVY'] ? 1936217442 : SEED);

test.each([
  ["the product's metrics", productRegistry, {}],
  ['every kind of metric', variantRegistry, {}],
  ['roles', productRegistry, { policies: policyDraft }],
  ['a smallest group', productRegistry, { policies: crowdDraft }],
] as const)(
  'changes of %s are explained as the evaluator says',
  (_, registry, options) => compareAll(registry(), RUNS, { ...options, seed, openEngine: copiedEngine }),
  1_200_000,
);
