import { agreement } from '../property/agreement/agreement';
import { productRegistry } from '../property/gateway';
import { RUNS } from '../property/settings';
import { copiedEngine } from './copied';

// Random queries, answered by ClickHouse and by an evaluator that shares no code with the gateway.

const QUERIES = Math.ceil(RUNS / 4);

test(
  "every answer about the product's metrics is what the evaluator says",
  () => agreement(productRegistry(), QUERIES, { engine: copiedEngine }),
  120_000 + QUERIES * 5_000,
);
