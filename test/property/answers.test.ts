import { agreement } from './agreement';
import { productRegistry } from './gateway';
import { RUNS } from './settings';

test(
  "every answer about the product's metrics is what the evaluator says",
  async () => {
    const coverage = await agreement(productRegistry(), RUNS, 8 * RUNS);
    expect(coverage.missed).toEqual([]);
  },
  60_000 + RUNS * 1_000,
);
