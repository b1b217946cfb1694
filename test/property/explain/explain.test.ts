import { crowdDraft, policyDraft } from '../arbitrary/policy';
import { productRegistry, variantRegistry } from '../gateway';
import { RUNS } from '../settings';
import { compareAll } from './compareExplain';

// Random explanations, gateway against evaluator: docs/meaning.md#explained-change.

test("changes of the product's metrics", () => compareAll(productRegistry(), RUNS), 60_000 + RUNS * 1_000);
test('changes of every kind of metric', () => compareAll(variantRegistry(), RUNS), 60_000 + RUNS * 1_000);
test('changes for roles', () => compareAll(productRegistry(), RUNS, { policies: policyDraft }), 60_000 + RUNS * 1_000);
test(
  'changes with a smallest group',
  () => compareAll(productRegistry(), RUNS, { policies: crowdDraft }),
  60_000 + RUNS * 1_000,
);
