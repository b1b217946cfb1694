import { oneOf, type ProblemList } from '../problems';
import type { Coarser, Metric } from '../registry';
import type { Spot } from '../yaml/spot';

type Kind = Metric['definition']['kind'];

/** How wider buckets can follow from native ones, by kind; the first is what a metric that says nothing means. */
const ALLOWED: Record<Kind, readonly Coarser[]> = {
  count: ['recompute', 'average', 'last'],
  sum: ['recompute', 'average', 'last'],
  distinct: ['recompute', 'average', 'last'],
  first: ['recompute', 'average', 'last'],
  return: ['recompute', 'average', 'last'],
  // What looks at a moment, or back from one, has no rows of a wider bucket to count anew.
  rolling: ['last', 'average'],
  snapshot: ['last', 'average'],
  ratio: ['ratio'],
};

/** The rule of a metric of that kind: as declared, or the usual one. */
export function coarserOf(kind: Kind, declared: Coarser | undefined): Coarser {
  return declared ?? ALLOWED[kind][0]!;
}

/** Not every kind can follow every rule (docs/meaning.md#native-grain). */
export function checkCoarser(kind: Kind, declared: Coarser, spot: Spot, problems: ProblemList): void {
  if (ALLOWED[kind].includes(declared)) return;
  problems.add(spot, `\`${declared}\` does not suit a ${kind} metric`, oneOf(ALLOWED[kind]));
}
