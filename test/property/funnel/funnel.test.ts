import { crowdDraft, policyDraft } from '../arbitrary/policy';
import { productRegistry, variantRegistry } from '../gateway';
import { RUNS } from '../settings';
import { compareAll } from './compareFunnel';

// Random funnels, gateway against evaluator: docs/meaning.md#funnel.

const LIMIT = 60_000 + RUNS * 1_000;

test("funnels of the product's audiences", () => compareAll(productRegistry(), RUNS), LIMIT);
test('funnels of every kind of table', () => compareAll(variantRegistry(), RUNS), LIMIT);
test('funnels for roles', () => compareAll(productRegistry(), RUNS, { policies: policyDraft }), LIMIT);
test('funnels with a smallest group', () => compareAll(productRegistry(), RUNS, { policies: crowdDraft }), LIMIT);
