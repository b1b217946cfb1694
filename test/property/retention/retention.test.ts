import { crowdDraft, policyDraft } from '../arbitrary/policy';
import { productRegistry, variantRegistry } from '../gateway';
import { RUNS } from '../settings';
import { compareAll } from './compareRetention';

// Random retention tables, gateway against evaluator: docs/meaning.md#retention.

test("retention of the product's audiences", () => compareAll(productRegistry(), RUNS), 60_000 + RUNS * 1_000);
test('retention of every kind of table', () => compareAll(variantRegistry(), RUNS), 60_000 + RUNS * 1_000);
test(
  'retention for roles',
  () => compareAll(productRegistry(), RUNS, { policies: policyDraft }),
  60_000 + RUNS * 1_000,
);
test(
  'retention with a smallest group',
  () => compareAll(productRegistry(), RUNS, { policies: crowdDraft }),
  60_000 + RUNS * 1_000,
);
