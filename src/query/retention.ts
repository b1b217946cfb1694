import { gatewayError } from '../errors';
import { audienceOf, entityOf, isAudience, type Audience, type NoAudience } from '../model/audience';
import type { Registry } from '../model/registry';
import type { Policy } from '../policy/policy';
import { EVERYTHING } from '../policy/policy';
import type { Grain } from '../time/grain';
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
  const page = { orderBy: [], limit: null, offset: 0, totals: false, rowCount: false, shares: false, overall: false };
  return { frame, page: { ...page, metrics: [...new Set([cohort, returning])] } };
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
  const [one, other] = [cohort, returning].map((key) => checkAudience(visible, whole, key));
  if (one!.entity !== other!.entity) {
    const audiences = audiencesIn(visible, whole, one!.entity);
    throw gatewayError('ENTITY_MISMATCH', { metric: cohort, other: returning, audiences });
  }
  return { cohort, returning, periods, mode: request.mode ?? 'on', frame: { ...frame, grain: period } };
}

/** The audience of a metric. Errors: NOT_AN_AUDIENCE, with the visible metrics that are some. */
export function checkAudience(visible: Registry, whole: Registry, key: string): Audience {
  const found = audienceOf(whole, whole.metrics.get(key)!);
  if (isAudience(found)) return found;
  const audiences = audiencesIn(visible, whole, null);
  throw gatewayError('NOT_AN_AUDIENCE', { metric: key, because: because(found), audiences });
}

/** Keys of the visible metrics that count an entity; null: any. Former keys are left out. */
function audiencesIn(visible: Registry, whole: Registry, entity: string | null): string[] {
  return [...visible.metrics.keys()].filter((key) => {
    const metric = whole.metrics.get(key)!;
    const own = metric.renamedTo === null ? entityOf(whole, metric) : null;
    return own !== null && (entity === null || own === entity);
  });
}

function because(found: NoAudience): string {
  switch (found.kind) {
    case 'lag':
      return 'its rows belong to an earlier bucket';
    case 'noDimension':
      return 'no dimension has the values that it counts';
    case 'kind':
      return WORDS[found.of];
  }
}

const WORDS: { readonly [K in Extract<NoAudience, { kind: 'kind' }>['of']]: string } = {
  count: 'it counts rows',
  distinct: 'it counts values',
  first: 'it counts first rows',
  sum: 'it adds up a column',
  rolling: 'it covers a window',
  statistic: 'it is a statistic',
  snapshot: 'it counts the rows that are active at a moment',
  movement: 'it is a movement between two moments',
  return: 'it counts returns',
  activity: 'it counts patterns of activity',
  ratio: 'it is a ratio',
  derived: 'it is computed from other metrics',
};
