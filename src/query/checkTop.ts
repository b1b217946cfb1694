import { gatewayError } from '../errors';
import type { Registry } from '../model/registry';
import { unknownName } from './unknownName';
import type { Top } from './query';
import type { TopRequest } from './request';

interface SelectedKeys {
  readonly metrics: readonly string[];
  readonly groupBy: readonly string[];
}

/**
 * Which groups are to be kept (docs/meaning.md#top). Errors: BAD_TOP where there are no groups or
 * `n` is no number of them; METRIC_NOT_SELECTED, DIMENSION_NOT_GROUPED and UNKNOWN_NAME for what it
 * names.
 */
export function checkTop(
  registry: Registry,
  request: TopRequest | null | undefined,
  selected: SelectedKeys,
): Top | null {
  if (request === null || request === undefined) return null;
  const { metrics, groupBy } = selected;
  const { n, by } = request;
  const max = registry.limits.maxRows;
  const refuse = (problem: string, hint: string) => gatewayError('BAD_TOP', { problem, hint });
  if (groupBy.length === 0) throw refuse('`top` ranks groups, and the query has none.', 'Add `groupBy`.');
  if (!Number.isInteger(n) || n < 1 || n > max) {
    throw refuse(`\`top.n\` is ${n}; it must be from 1 to ${max}.`, 'Give the number of groups to keep.');
  }
  if (!registry.metrics.has(by)) throw unknownName('metric', by, registry.metrics.keys());
  if (!metrics.includes(by)) {
    throw gatewayError('METRIC_NOT_SELECTED', { metric: by, where: '`top.by`', selected: metrics });
  }
  const of = request.of ?? groupBy;
  for (const dimension of of) {
    if (groupBy.includes(dimension)) continue;
    if (!registry.dimensions.has(dimension)) throw unknownName('dimension', dimension, registry.dimensions.keys());
    throw gatewayError('DIMENSION_NOT_GROUPED', { dimension, where: '`top.of`', groupBy });
  }
  if (of.length === 0) throw refuse('`top.of` names no dimension.', 'Leave it out to rank by all of `groupBy`.');
  return {
    n,
    by,
    of: groupBy.filter((dimension) => of.includes(dimension)),
    direction: request.direction ?? 'desc',
    others: request.others ?? false,
  };
}
