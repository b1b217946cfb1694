import { gatewayError } from '../errors';
import { explainedAs, explainedBy, type ExplainedAs } from '../model/explainable';
import type { Metric, Registry } from '../model/registry';
import { EVERYTHING, type Policy } from '../policy/policy';
import { checkQuery } from './checkQuery';
import type { MetricQuery } from './query';
import type { ComparisonRequest, MetricRequest } from './request';

/** A question why a number changed, as a door received it. */
export interface ExplainRequest extends Pick<MetricRequest, 'range' | 'where' | 'timeZone' | 'asOf'> {
  readonly metric: string;
  /** Left out: the previous period. */
  readonly compare?: ComparisonRequest | null;
  readonly by: readonly string[];
  readonly top?: number | null;
}

/** The same, checked. */
export interface ExplainQuery {
  readonly metric: string;
  readonly explainedAs: ExplainedAs;
  /** The largest parts of a dimension that are shown; the others are one part. */
  readonly top: number;
  /**
   * The metric without a grain, with its totals and comparison. Each dimension of `groupBy`
   * explains the change by itself.
   */
  readonly query: MetricQuery;
}

export const DEFAULT_PARTS = 8;

/**
 * Checks a request to explain a change against the registry, as far as the caller sees it.
 * Errors: those of `checkQuery`; BAD_JOURNEY, DIMENSION_NOT_ADDITIVE, NOT_EXPLAINABLE.
 */
export function checkExplain(
  visible: Registry,
  request: ExplainRequest,
  now: number,
  policy: Policy = EVERYTHING,
): ExplainQuery {
  const { metric, compare, by, range, where, timeZone, asOf } = request;
  const top = request.top ?? DEFAULT_PARTS;
  if (!Number.isInteger(top) || top < 1) {
    const problem = `\`top\` is ${top}; it counts the parts that are shown, from 1.`;
    throw gatewayError('BAD_JOURNEY', { problem, hint: 'Show one part at least.' });
  }
  if (by.length === 0) {
    const problem = '`by` names no dimension; it needs one at least.';
    throw gatewayError('BAD_JOURNEY', { problem, hint: 'Name the dimensions that may explain the change.' });
  }
  const query = checkQuery(
    visible,
    {
      ...{ metrics: [metric], range, where, timeZone: timeZone ?? null, asOf: asOf ?? null },
      groupBy: by,
      compare: compare ?? { previousPeriod: true },
      totals: true,
      shares: true,
    },
    now,
    policy,
  );
  const own = visible.metrics.get(metric)!;
  const shape = explainedAs(visible, own);
  const additive = explainedBy(visible, own);
  if (shape === null || additive.length === 0) throw notExplainable(visible, own, shape);
  const dimension = query.frame.groupBy.find((key) => !additive.includes(key));
  if (dimension !== undefined) throw gatewayError('DIMENSION_NOT_ADDITIVE', { metric, dimension, additive });
  return { metric, explainedAs: shape, top, query };
}

function notExplainable(visible: Registry, { key }: Metric, shape: ExplainedAs | null) {
  const because = shape === null ? 'its expression is no sum of metrics' : 'it does not add up over any dimension';
  const metrics = [...visible.metrics.values()].filter(
    (one) => one.renamedTo === null && explainedBy(visible, one).length > 0,
  );
  return gatewayError('NOT_EXPLAINABLE', { metric: key, because, explainable: metrics.map((one) => one.key) });
}
