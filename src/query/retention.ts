import { gatewayError } from '../errors';
import type { Registry } from '../model/registry';
import type { Policy } from '../policy/policy';
import { EVERYTHING } from '../policy/policy';
import type { Grain } from '../time/grain';
import { checkAudiences, queryBeside } from './audiences';
import { checkQuery } from './checkQuery';
import type { MetricQuery, QueryFrame } from './query';
import type { MetricRequest } from './request';

export const RETURN_MODES = ['on', 'onOrAfter'] as const;
/** Active in the period itself, or in it or any later one (docs/meaning.md#retention). */
export type ReturnMode = (typeof RETURN_MODES)[number];

/** A question about retention as a door received it. */
export interface RetentionRequest extends Pick<MetricRequest, 'range' | 'groupBy' | 'where' | 'timeZone' | 'asOf'> {
  readonly cohort: string;
  readonly returning: string;
  readonly period: Grain;
  readonly periods?: number | null;
  readonly mode?: ReturnMode | null;
}

/** The same, checked. The frame is that of the cohort metric by `grain`, the period. */
export interface RetentionQuery {
  readonly cohort: string;
  readonly returning: string;
  readonly periods: number;
  readonly mode: ReturnMode;
  readonly frame: QueryFrame & { readonly grain: Grain };
}

/** A query for both metrics, for the look-ups beside the numbers. */
export function besideOf({ cohort, returning, frame }: RetentionQuery): MetricQuery {
  return queryBeside(frame, [cohort, returning]);
}

export const DEFAULT_PERIODS = 8;
const MOST_PERIODS = 400;

/**
 * Checks a request for retention against the registry, as far as the caller sees it. `whole` is the
 * registry of all callers: a role may use an audience without seeing its entity.
 * Errors: those of `checkQuery`; BAD_JOURNEY, NOT_AN_AUDIENCE, ENTITY_MISMATCH.
 */
export function checkRetention(
  visible: Registry,
  whole: Registry,
  request: RetentionRequest,
  now: number,
  policy: Policy = EVERYTHING,
): RetentionQuery {
  const { cohort, returning, period, range, groupBy, where, timeZone, asOf } = request;
  const periods = request.periods ?? DEFAULT_PERIODS;
  if (!Number.isInteger(periods) || periods < 0 || periods > MOST_PERIODS) {
    const problem = `\`periods\` is ${periods}; it counts the periods after the cohort's own, from 0 to ${MOST_PERIODS}.`;
    throw gatewayError('BAD_JOURNEY', { problem, hint: 'Ask for fewer periods, or for longer ones.' });
  }
  const shared = { range, where, timeZone: timeZone ?? null, asOf: asOf ?? null, grain: period };
  const { frame } = checkQuery(visible, { ...shared, groupBy: groupBy ?? [], metrics: [cohort] }, now, policy);
  checkQuery(visible, { ...shared, metrics: [returning] }, now, policy);
  checkAudiences(visible, whole, [cohort, returning]);
  return { cohort, returning, periods, mode: request.mode ?? 'on', frame: { ...frame, grain: period } };
}
