import { agreement } from './agreement';
import { variantRegistry } from '../gateway';
import { RUNS } from '../settings';

// The rules are the engine's, not the product's: a registry that uses all that the product's own does not.

const QUERIES = Math.ceil(RUNS / 16);

test(
  'every answer about metrics of every kind under every rule is what the evaluator says',
  () => agreement(variantRegistry(), QUERIES),
  60_000 + QUERIES * 8_000,
);
