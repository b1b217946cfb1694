import { agreement } from './agreement';
import { variantRegistry } from '../gateway';
import { RUNS } from '../settings';

// The rules are those of the engine, not of the product. This registry uses everything that the
// product's does not.

const QUERIES = Math.ceil(RUNS / 16);

test(
  'every answer about metrics of every kind under every rule is what the evaluator says',
  () => agreement(variantRegistry(), QUERIES),
  60_000 + QUERIES * 8_000,
);
