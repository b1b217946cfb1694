import { oneOf, type ProblemList } from '../problems';
import type { Movement, Snapshot } from '../../model/measure';
import type { OverTime, Metric } from '../../model/registry';
import type { Spot } from '../yaml/spot';

type Kind = Metric['definition']['kind'];

type Net = Extract<Movement['movement'], 'net'>;

/**
 * How coarser buckets may follow from native ones, by kind; the first is the default. A filtered
 * metric follows the metric that it filters. A snapshot follows its moment. The net of movements is
 * apart from the others.
 */
const ALLOWED: {
  readonly [K in Exclude<Kind, 'filtered' | 'snapshot'> | Snapshot['moment'] | Net]: readonly OverTime[];
} = {
  count: ['recompute', 'sum', 'average', 'last'],
  sum: ['recompute', 'sum', 'average', 'last'],
  distinct: ['recompute', 'sum', 'average', 'last'],
  first: ['recompute', 'sum', 'average', 'last'],
  return: ['recompute', 'sum', 'average', 'last'],
  // An entity may be new in one native bucket and retained in the next.
  activity: ['sum'],
  // A snapshot or a window belongs to one moment. A coarser bucket contains several moments, so
  // there is nothing to recompute.
  rolling: ['last', 'average'],
  close: ['last', 'average'],
  open: ['first', 'average'],
  // Recomputed, an entity that changes and changes back within a coarser bucket has no movement
  // there. Nobody expects that of the number of those who left.
  movement: ['sum', 'recompute'],
  // The net is equal by both rules, and needs only two moments if it is recomputed.
  net: ['recompute', 'sum'],
  // A statistic of statistics says nothing about the rows.
  statistic: ['recompute'],
  ratio: ['ratio'],
  derived: ['recompute'],
};

/** The kind of a metric; for a snapshot its moment, and for a net movement `net`. */
export type OverTimeCategory = keyof typeof ALLOWED;

/** The rule as declared, or the default. */
export function overTimeOf(category: OverTimeCategory, declared: OverTime | undefined): OverTime {
  return declared ?? ALLOWED[category][0]!;
}

/** Not every kind allows every rule (docs/meaning.md#native-grain). */
export function checkOverTime(category: OverTimeCategory, declared: OverTime, spot: Spot, problems: ProblemList): void {
  if (ALLOWED[category].includes(declared)) return;
  const wrong = `\`${declared}\` does not suit a ${calledOf(category)}`;
  problems.add(spot, wrong, oneOf(ALLOWED[category]));
}

function calledOf(category: OverTimeCategory): string {
  if (category === 'close') return 'snapshot metric';
  if (category === 'open') return 'snapshot metric at open';
  return category === 'net' ? 'movement metric' : `${category} metric`;
}
