import { agreement } from './agreement';
import { combinations } from '../coverage/combinations';
import { productRegistry } from '../gateway';
import { rules } from '../coverage/rules';
import { RUNS, THOROUGH } from '../settings';

test(
  "every answer about the product's metrics is what the evaluator says, and queries meet every kind and rule",
  () => agreement(productRegistry(), RUNS, { measure: RUNS < THOROUGH ? rules : combinations }),
  60_000 + RUNS * 1_000,
);
