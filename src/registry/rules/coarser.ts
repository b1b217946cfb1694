import { oneOf, type ProblemList } from '../problems';
import type { Coarser, Metric, Snapshot } from '../registry';
import type { Spot } from '../yaml/spot';

type Kind = Metric['definition']['kind'];

/** How wider buckets can follow from native ones, by kind; the first is what a metric that says nothing means. */
const ALLOWED: Record<Exclude<Kind, 'filtered' | 'snapshot'> | Snapshot['moment'], readonly Coarser[]> = {
  count: ['recompute', 'average', 'last'],
  sum: ['recompute', 'average', 'last'],
  distinct: ['recompute', 'average', 'last'],
  first: ['recompute', 'average', 'last'],
  return: ['recompute', 'average', 'last'],
  // What looks at a moment, or back from one, has no rows of a wider bucket to count anew.
  rolling: ['last', 'average'],
  close: ['last', 'average'],
  open: ['first', 'average'],
  // What came and went within a wider bucket has not moved there; a statistic of statistics says nothing of the rows.
  movement: ['recompute'],
  statistic: ['recompute'],
  ratio: ['ratio'],
  derived: ['recompute'],
};

/** What a metric is, as far as wider buckets go: of what is valid at a moment, that moment. */
export type Way = keyof typeof ALLOWED;

/** The rule of such a metric: as declared, or the usual one. */
export function coarserOf(way: Way, declared: Coarser | undefined): Coarser {
  return declared ?? ALLOWED[way][0]!;
}

/** Not everything can follow every rule (docs/meaning.md#native-grain). */
export function checkCoarser(way: Way, declared: Coarser, spot: Spot, problems: ProblemList): void {
  if (ALLOWED[way].includes(declared)) return;
  const called = way === 'close' ? 'snapshot metric' : way === 'open' ? 'snapshot metric at open' : `${way} metric`;
  const wrong = `\`${declared}\` does not suit a ${called}`;
  problems.add(spot, wrong, oneOf(ALLOWED[way]));
}
