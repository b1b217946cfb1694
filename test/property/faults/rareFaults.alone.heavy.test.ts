import { COMPARISON_FAULTS } from './comparisonFaults';
import { CONDITION_FAULTS } from './conditionFaults';
import { expressionFaults } from './expressionFaults';
import { FILTER_FAULTS } from './filterFaults';
import { productRegistry } from '../gateway';
import { hunted } from './hunt';
import { KIND_FAULTS } from './kindFaults';
import { OPERATOR_FAULTS } from './operatorFaults';
import { topFaults } from './topFaults';

// As faults.alone.heavy.test.ts, for faults that only some queries can show: those with a
// comparison, a top, a condition, or one kind of metric.

const registry = productRegistry();

const FAULTS = [
  ...COMPARISON_FAULTS,
  ...CONDITION_FAULTS,
  ...KIND_FAULTS,
  ...FILTER_FAULTS,
  ...OPERATOR_FAULTS,
  ...expressionFaults(registry),
  ...topFaults(registry),
];

let ends: ReadonlyMap<string, string | null>;
beforeAll(async () => void (ends = await hunted(registry, FAULTS)), 1_200_000);

test.each(FAULTS.map(({ name }) => name))('the comparison finds: %s', (name) => {
  expect({ [name]: ends.get(name) }).toEqual({ [name]: null });
});
