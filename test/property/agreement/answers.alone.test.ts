import { agreement } from './agreement';
import { combinations } from '../coverage/combinations';
import { productRegistry } from '../gateway';
import { RUNS } from '../settings';

test(
  "every answer about the product's metrics is what the evaluator says, and queries meet every kind and rule",
  () => agreement(productRegistry(), RUNS, { measure: combinations }),
  60_000 + RUNS * 1_000,
);
