import { gatewayError } from '../errors';
import { audienceOf, entityOf, isAudience, type Audience, type NoAudience } from '../model/audience';
import type { Registry } from '../model/registry';
import type { MetricQuery, QueryFrame } from './query';

/** A query for the metrics of a table of audiences, for the look-ups beside the numbers. */
export function queryBeside(frame: QueryFrame, metrics: readonly string[]): MetricQuery {
  const page = { orderBy: [], limit: null, offset: 0, totals: false, rowCount: false, shares: false, overall: false };
  return { frame, page: { ...page, metrics: [...new Set(metrics)] } };
}

/**
 * Checks that metrics count one entity. `whole` is the registry of all callers: a role may use an
 * audience without seeing its entity. Errors: NOT_AN_AUDIENCE, ENTITY_MISMATCH.
 */
export function checkAudiences(visible: Registry, whole: Registry, metrics: readonly string[]): void {
  const [first, ...others] = metrics.map((metric) => ({ metric, ...checkAudience(visible, whole, metric) }));
  const other = others.find(({ entity }) => entity !== first!.entity);
  if (other === undefined) return;
  const audiences = audiencesIn(visible, whole, first!.entity);
  throw gatewayError('ENTITY_MISMATCH', { metric: first!.metric, other: other.metric, audiences });
}

/** The audience of a metric. Errors: NOT_AN_AUDIENCE, with the visible metrics that are some. */
function checkAudience(visible: Registry, whole: Registry, key: string): Audience {
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
