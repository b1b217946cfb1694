import type { EngineRow } from '../../engine/engine';
import { gatewayError } from '../../errors';
import type { Registry } from '../../model/registry';
import type { FunnelPlan } from '../../plan/funnel/funnelPlan';
import { isOver } from '../../time/asOf';
import { hiddenCounts, type Counted } from '../hiddenCounts';
import { rateOf } from '../rate';
import { groupsIn } from '../slotRows';
import type { FunnelRow, FunnelStep } from './funnelTable';

/** A step of one bucket and group as the statement found it. */
interface CountedStep extends Counted {
  /** Microseconds; null: no entity, or the first step. */
  readonly median: number | null;
}

const MICROSECONDS = 1_000_000;

/** Turns the statement's rows into those of the funnel. Errors: RESULT_TOO_LARGE. */
export function readFunnel(
  { limits: { maxRows } }: Pick<Registry, 'limits'>,
  plan: FunnelPlan,
  rows: readonly EngineRow[],
): readonly FunnelRow[] {
  const groups = groupsIn(plan, rows);
  const { asOf, withinMs, policy, steps: reads } = plan;
  if (groups.length * plan.begunCount * reads.length > maxRows || rows.length > 2 * maxRows) {
    throw gatewayError('RESULT_TOO_LARGE', { max: maxRows, limit: null, pages: false });
  }
  const least = plan.personKeyIndex === null ? null : policy.smallestGroup!.size;
  return plan.buckets.slice(0, plan.begunCount).flatMap(({ start, end }, index) => {
    const time = { start, end, complete: isOver({ end }, asOf) };
    const complete = isOver({ end: end + withinMs }, asOf);
    const steps = shownSteps(
      groups.map(({ found }) => countedSteps(plan, found.get(index + 1) ?? [])),
      least,
    );
    return groups.map(({ by }, at): FunnelRow => ({ time, by, steps: steps[at]!, complete }));
  });
}

/** `rows`: the entities, and the people if they matter. */
function countedSteps(
  { groupBy, steps: { length: stepCount } }: FunnelPlan,
  rows: readonly EngineRow[],
): CountedStep[] {
  const [entities, people] = rows;
  const first = groupBy.length + 2;
  return Array.from({ length: stepCount }, (_, step) => {
    const median = step === 0 ? null : (entities?.[first + stepCount + step - 1] ?? null);
    return {
      count: entities === undefined ? 0 : Number(entities[first + step]),
      people: people === undefined ? null : Number(people[first + step]),
      median: median === null ? null : Number(median),
    };
  });
}

/**
 * The steps of all groups of one bucket, without numbers that rest on fewer than `least` people
 * (docs/meaning.md#smallest-group). A hidden step hides the steps after it, which may be everybody.
 */
function shownSteps(groups: readonly (readonly CountedStep[])[], least: number | null): FunnelStep[][] {
  let hidden: readonly boolean[] = [];
  const byStep = (groups[0] ?? []).map((_, step) => {
    hidden = hiddenCounts(
      groups.map((steps) => steps[step]!),
      least,
      hidden,
    );
    return hidden;
  });
  return groups.map((steps, at) => {
    const counts = steps.map(({ count }, step) => (byStep[step]![at]! ? null : count));
    const share = (step: number, of: number): number | null => {
      const [part, whole] = [counts[step]!, counts[of]!];
      return part === null || whole === null ? null : rateOf(part, whole);
    };
    return steps.map(({ median }, step): FunnelStep => ({
      entities: counts[step]!,
      status: counts[step] === null ? 'SUPPRESSED' : 'OK',
      ofFirst: share(step, 0),
      ofPrevious: step === 0 ? null : share(step, step - 1),
      medianSeconds: counts[step] === null || median === null ? null : median / MICROSECONDS,
    }));
  });
}
