import { oneOf, type ProblemList } from '../problems';
import type { OverTime, Metric, Snapshot } from '../../model/registry';
import type { Spot } from '../yaml/spot';

type Kind = Metric['definition']['kind'];

/** How wider buckets can follow from native ones, by kind; the first is what a metric that says nothing means. */
const ALLOWED: Record<Exclude<Kind, 'filtered' | 'snapshot'> | Snapshot['moment'], readonly OverTime[]> = {
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
export type OverTimeCategory = keyof typeof ALLOWED;

/** The rule of such a metric: as declared, or the usual one. */
export function overTimeOf(category: OverTimeCategory, declared: OverTime | undefined): OverTime {
  return declared ?? ALLOWED[category][0]!;
}

/** Not everything can follow every rule (docs/meaning.md#native-grain). */
export function checkOverTime(category: OverTimeCategory, declared: OverTime, spot: Spot, problems: ProblemList): void {
  if (ALLOWED[category].includes(declared)) return;
  const called =
    category === 'close' ? 'snapshot metric' : category === 'open' ? 'snapshot metric at open' : `${category} metric`;
  const wrong = `\`${declared}\` does not suit a ${called}`;
  problems.add(spot, wrong, oneOf(ALLOWED[category]));
}
