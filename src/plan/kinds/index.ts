import type { MemberOfKind } from '../../model/byKind';
import type { Measure } from '../../model/measure';
import { activity } from './activity';
import { distinct } from './distinct';
import { fold } from './fold';
import type { KindPlanner } from './kind';
import { movement } from './movement';
import { returning } from './return';
import { rolling } from './rolling';
import { snapshot } from './snapshot';
import { statistic } from './statistic';

/**
 * The planner of each kind of measure. A planner takes the measures of its own kind, or of several.
 */
const PLANNERS: { readonly [K in Measure['kind']]: KindPlanner<MemberOfKind<Measure, K>> } = {
  count: fold,
  sum: fold,
  first: fold,
  distinct,
  rolling,
  statistic,
  snapshot,
  movement,
  return: returning,
  activity,
};

/**
 * The planner of a measure's kind. No cast is needed, because TypeScript checks the parameters of
 * methods bivariantly.
 */
export function plannerOf(measure: Measure): KindPlanner<Measure> {
  return PLANNERS[measure.kind];
}
