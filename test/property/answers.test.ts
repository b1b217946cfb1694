import { agreement } from './agreement';
import { productRegistry } from './gateway';
import type { Coverage } from './coverage';
import { RUNS } from './settings';

/** So many questions meet everything there is to meet. */
const EVERY_WAY = 5_000;

test(
  "every answer about the product's metrics is what the evaluator says",
  async () => {
    // By default every kind of metric is met under every rule; a longer run has to meet it in every zone, group and way of asking as well.
    const missed = ({ missed, missedRules }: Coverage) => (RUNS < EVERY_WAY ? missedRules : missed);
    const coverage = await agreement(productRegistry(), RUNS, 4 * RUNS, { missed });
    expect(missed(coverage)).toEqual([]);
  },
  60_000 + RUNS * 1_000,
);
