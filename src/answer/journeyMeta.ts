import type { Plan } from '../plan/plan';
import type { AnswerMeta } from './answer';
import type { Gateway } from './gateway';
import { widenedRange } from './warnings';

/** The meta of a retention table or a funnel. `elapsedMs` is 0 for a question that did not run. */
export function metaOfJourney(
  { registry }: Pick<Gateway, 'registry'>,
  { plan }: { readonly plan: Pick<Plan, 'timeZone' | 'range' | 'widenedFrom' | 'asOf'> },
  elapsedMs: number,
): AnswerMeta {
  const { timeZone, range, asOf } = plan;
  return {
    timeZone,
    range,
    comparedTo: null,
    asOf,
    registryVersion: registry.version,
    elapsedMs,
    warnings: widenedRange(plan, timeZone),
    cache: { status: 'BYPASS', reason: elapsedMs === 0 ? 'NOT_RUN' : 'NOT_KEPT', maxAgeMs: 0 },
  };
}
