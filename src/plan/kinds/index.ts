import type { Measure } from '../../model/registry';
import { distinct } from './distinct';
import { fold } from './fold';
import type { KindPlanner } from './kind';
import { movement } from './movement';
import { returning } from './return';
import { rolling } from './rolling';
import { snapshot } from './snapshot';
import { statistic } from './statistic';

const PLANNERS = {
  count: fold,
  sum: fold,
  first: fold,
  distinct,
  rolling,
  statistic,
  snapshot,
  movement,
  return: returning,
};

/** The planner of a measure's kind. */
export function plannerOf(measure: Measure): KindPlanner<Measure> {
  // Each planner takes the measures of the kind it stands under, which the compiler cannot see through the table.
  return PLANNERS[measure.kind] as KindPlanner<never> as KindPlanner<Measure>;
}
