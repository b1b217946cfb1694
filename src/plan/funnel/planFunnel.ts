import { gatewayError } from '../../errors';
import { dimensionsOf } from '../../model/filterDimensions';
import { keyTypeOf } from '../../model/keyType';
import { mustGet } from '../../model/mustGet';
import type { Registry } from '../../model/registry';
import { mayShareRows } from '../../model/sharedRows';
import { lengthOf } from '../../query/duration';
import type { FunnelQuery } from '../../query/funnel';
import { resolveRange } from '../../query/range';
import { justAfter } from '../../time/asOf';
import { audienceIn, audienceRead, needOfAudience } from '../audienceRead';
import type { Mapped } from '../cells';
import { finishScan } from '../finishScans';
import { NO_INDEXES } from '../indexes';
import { widenedFrom, type PlannedFor } from '../planQueries';
import { shareScans } from '../scans';
import type { FunnelPlan } from './funnelPlan';

/**
 * The plan of a funnel. Each table is read once, also if several steps are measured in it.
 * Errors: BAD_RANGE, RANGE_TOO_LARGE; RESULT_TOO_LARGE if the buckets of one group have too many
 * steps.
 */
export function planFunnel(
  registry: Registry,
  { capabilities }: Pick<PlannedFor, 'capabilities'>,
  { steps, within, frame }: FunnelQuery,
): FunnelPlan {
  const { groupBy, where, policy, timeZone, asOf } = frame;
  const { maxBuckets, maxRows } = registry.limits;
  const resolved = resolveRange(frame, maxBuckets);
  const { buckets, range } = resolved;
  if (buckets.length * steps.length > maxRows) {
    throw gatewayError('RESULT_TOO_LARGE', { max: maxRows, limit: null, pages: false });
  }
  const withinMs = lengthOf(within);
  const begun = buckets.filter(({ start }) => start <= asOf);
  const end = justAfter(asOf);
  const entries = begun.map((one, index): Mapped => ({ ...one, end: Math.min(one.end, end), to: index + 1 }));
  const later = begun.length === 0 ? [] : laterThan(begun[0]!.start, Math.min(begun.at(-1)!.end + withinMs, end));
  const audiences = steps.map((step) => audienceIn(registry, step));
  const intervals = steps.map((_, index) => (index === 0 ? entries : later));
  const person = policy.smallestGroup?.dimension ?? null;
  const scope = { groupBy, filteredBy: dimensionsOf(where), person, longestName: capabilities.longestName };
  const needs =
    begun.length === 0
      ? []
      : audiences.map((audience, index) => needOfAudience(audience, index === 0 ? 'row' : 'none', intervals[index]!));
  const { scans, assignedScans } = shareScans(registry, scope, needs);
  const reads = assignedScans.map((scan, index) => ({
    ...audienceRead(scan, intervals[index]!),
    mayCoincide: audiences
      .slice(0, index)
      .every((earlier) => !mayShareRows(registry, earlier.table, audiences[index]!.table)),
  }));
  const keys = scans.find(({ id }) => id === reads[0]?.scan)?.keys ?? [];
  const personKeyIndex = keys.findIndex(({ dimension }) => dimension === person);
  return {
    groupBy,
    where,
    policy,
    timeZone,
    asOf,
    withinMs,
    range,
    buckets,
    widenedFrom: frame.range.kind === 'last' ? widenedFrom(resolved) : null,
    scans: scans.map((scan) => {
      const maps = reads.filter((read) => read.scan === scan.id).map(({ slotOf }) => slotOf);
      return { ...finishScan(registry, NO_INDEXES, scan, maps), keepsRows: true };
    }),
    steps: reads,
    begunCount: begun.length,
    keyTypes: groupBy.map((key) => keyTypeOf(registry, mustGet(registry.dimensions, key))),
    keyForms: groupBy.map((key) => mustGet(registry.dimensions, key).form),
    personKeyIndex: personKeyIndex < 0 ? null : personKeyIndex,
  };
}

function laterThan(start: number, end: number): Mapped[] {
  return [{ start, end, to: 1 }];
}
