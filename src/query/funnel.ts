import { gatewayError } from '../errors';
import type { Registry } from '../model/registry';
import { EVERYTHING, type Policy } from '../policy/policy';
import { checkAudiences, queryBeside } from './audiences';
import { checkQuery } from './checkQuery';
import { lengthOf, type Duration } from './duration';
import type { MetricQuery, QueryFrame } from './query';
import type { MetricRequest } from './request';

/** A question about a funnel as a door received it. */
export interface FunnelRequest extends Pick<
  MetricRequest,
  'range' | 'grain' | 'groupBy' | 'where' | 'timeZone' | 'asOf'
> {
  readonly steps: readonly string[];
  readonly within: Duration;
}

/** The same, checked. The frame is that of the first step. */
export interface FunnelQuery {
  readonly steps: readonly string[];
  readonly within: Duration;
  readonly frame: QueryFrame;
}

/** A query for the metrics of all steps, for the look-ups beside the numbers. */
export function besideFunnel({ steps, frame }: FunnelQuery): MetricQuery {
  return queryBeside(frame, steps);
}

const FEWEST_STEPS = 2;
const MOST_STEPS = 10;
const MOST_DAYS = 400;

/**
 * Checks a request for a funnel against the registry, as far as the caller sees it. `whole` is the
 * registry of all callers: a role may use an audience without seeing its entity.
 * Errors: those of `checkQuery`; BAD_JOURNEY, NOT_AN_AUDIENCE, ENTITY_MISMATCH.
 */
export function checkFunnel(
  visible: Registry,
  whole: Registry,
  { steps, within, groupBy, ...shared }: FunnelRequest,
  now: number,
  policy: Policy = EVERYTHING,
): FunnelQuery {
  if (steps.length < FEWEST_STEPS || steps.length > MOST_STEPS) {
    const problem = `\`steps\` names ${steps.length} ${steps.length === 1 ? 'metric' : 'metrics'}; a funnel has from ${FEWEST_STEPS} to ${MOST_STEPS} steps.`;
    throw gatewayError('BAD_JOURNEY', { problem, hint: 'Name the steps in their order. A metric may be several.' });
  }
  checkWithin(within);
  const [first, ...others] = steps;
  const { frame } = checkQuery(visible, { ...shared, groupBy: groupBy ?? [], metrics: [first!] }, now, policy);
  for (const step of others) checkQuery(visible, { ...shared, metrics: [step] }, now, policy);
  checkAudiences(visible, whole, steps);
  return { steps, within, frame };
}

function checkWithin(within: Duration): void {
  const { count, unit } = within;
  const isCount = Number.isInteger(count) && count >= 1;
  if (isCount && lengthOf(within) <= lengthOf({ count: MOST_DAYS, unit: 'day' })) return;
  const problem = `\`within\` is ${count} × ${unit}; it lasts from 1 ${unit} to ${MOST_DAYS} days.`;
  throw gatewayError('BAD_JOURNEY', { problem, hint: isCount ? 'Ask for a shorter time.' : 'Ask for at least one.' });
}
