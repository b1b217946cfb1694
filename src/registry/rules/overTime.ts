import { oneOf, type ProblemList } from '../problems';
import type { Snapshot } from '../../model/measure';
import type { OverTime, Metric } from '../../model/registry';
import type { Spot } from '../yaml/spot';

type Kind = Metric['definition']['kind'];

/**
 * How coarser buckets may follow from native ones, by kind; the first is the default. A filtered
 * metric follows the metric that it filters. A snapshot follows its moment.
 */
const ALLOWED: {
  readonly [K in Exclude<Kind, 'filtered' | 'snapshot'> | Snapshot['moment']]: readonly OverTime[];
} = {
  count: ['recompute', 'sum', 'average', 'last'],
  sum: ['recompute', 'sum', 'average', 'last'],
  distinct: ['recompute', 'sum', 'average', 'last'],
  first: ['recompute', 'sum', 'average', 'last'],
  return: ['recompute', 'sum', 'average', 'last'],
  // A snapshot or a window belongs to one moment. A coarser bucket contains several moments, so
  // there is nothing to recompute.
  rolling: ['last', 'average'],
  close: ['last', 'average'],
  open: ['first', 'average'],
  // Recomputed, an entity that changes and changes back within a coarser bucket has no movement
  // there. Nobody expects that of the number of those who left.
  movement: ['sum', 'recompute'],
  // A statistic of statistics says nothing about the rows.
  statistic: ['recompute'],
  ratio: ['ratio'],
  derived: ['recompute'],
};

/** The kind of a metric; for a snapshot its moment. */
export type OverTimeCategory = keyof typeof ALLOWED;

/** The rule as declared, or the default. */
export function overTimeOf(category: OverTimeCategory, declared: OverTime | undefined): OverTime {
  return declared ?? ALLOWED[category][0]!;
}

/** Not every kind allows every rule (docs/meaning.md#native-grain). */
export function checkOverTime(category: OverTimeCategory, declared: OverTime, spot: Spot, problems: ProblemList): void {
  if (ALLOWED[category].includes(declared)) return;
  const called =
    category === 'close' ? 'snapshot metric' : category === 'open' ? 'snapshot metric at open' : `${category} metric`;
  const wrong = `\`${declared}\` does not suit a ${called}`;
  problems.add(spot, wrong, oneOf(ALLOWED[category]));
}
