import { gatewayError } from '../../errors';
import { dimensionsOf } from '../../model/filterDimensions';
import { keyTypeOf } from '../../model/keyType';
import { mustGet } from '../../model/mustGet';
import type { Registry } from '../../model/registry';
import { resolveRange } from '../../query/range';
import type { RetentionQuery } from '../../query/retention';
import { justAfter } from '../../time/asOf';
import { bucketAt, type Interval } from '../../time/calendar';
import { audienceIn, audienceRead, needOfAudience, type AudienceRead } from '../audienceRead';
import type { Mapped } from '../cells';
import { finishScan } from '../finishScans';
import { usableIndexes } from '../indexes';
import { widenedFrom, type PlannedFor } from '../planQueries';
import { shareScans } from '../scans';
import type { RetentionPlan } from './retentionPlan';

/**
 * The plan of a retention table. Each table is read once, also if both metrics are measured in it.
 * Errors: BAD_RANGE, RANGE_TOO_LARGE; RESULT_TOO_LARGE if the cohorts of one group have too many
 * periods.
 */
export function planRetention(
  registry: Registry,
  { indexes: known, capabilities }: PlannedFor,
  { cohort, returning, periods, mode, frame }: RetentionQuery,
): RetentionPlan {
  const { groupBy, where, policy, timeZone, asOf, grain } = frame;
  const { maxBuckets, maxRows } = registry.limits;
  const resolved = resolveRange(frame, maxBuckets);
  const { buckets, range } = resolved;
  if (buckets.length * (periods + 1) > maxRows) {
    throw gatewayError('RESULT_TOO_LARGE', { max: maxRows, limit: null, pages: false });
  }
  const begun = buckets.filter(({ start }) => start <= asOf);
  const slots = [...begun];
  while (slots.length > 0 && slots.length < begun.length + periods && slots.at(-1)!.end <= asOf) {
    slots.push(bucketAt(slots.at(-1)!.end, grain, timeZone));
  }
  const cut = ({ start, end }: Interval): Interval => ({ start, end: Math.min(end, justAfter(asOf)) });
  const numbered = (all: readonly Interval[]): Mapped[] => all.map((one, index) => ({ ...cut(one), to: index + 1 }));
  const last = slots.at(-1);
  const later =
    mode === 'onOrAfter' && last !== undefined && last.end <= asOf ? [{ start: last.end, end: Infinity }] : [];
  const wanted = [numbered(begun), numbered([...slots, ...later])] as const;

  const person = policy.smallestGroup?.dimension ?? null;
  const { longestName } = capabilities;
  const scope = { groupBy, filteredBy: dimensionsOf(where), person, longestName };
  const needs =
    begun.length === 0
      ? []
      : [
          needOfAudience(audienceIn(registry, cohort), 'row', wanted[0]),
          needOfAudience(audienceIn(registry, returning), 'none', wanted[1]),
        ];
  const { scans, assignedScans } = shareScans(registry, scope, needs);
  const reads = assignedScans.map((scan, index) => audienceRead(scan, wanted[index]!));
  const indexes = usableIndexes(known, capabilities);
  const none: AudienceRead = { scan: '', keep: '', slotOf: [] };
  const [cohortRead = none, returningRead = none] = reads;
  const keys = scans.find(({ id }) => id === cohortRead.scan)?.keys ?? [];
  const personKeyIndex = keys.findIndex(({ dimension }) => dimension === person);
  return {
    groupBy,
    where,
    policy,
    timeZone,
    asOf,
    periods,
    mode,
    range,
    buckets,
    slots,
    widenedFrom: frame.range.kind === 'last' ? widenedFrom(resolved) : null,
    scans: scans.map((scan) =>
      finishScan(
        registry,
        indexes,
        scan,
        reads.filter((read) => read.scan === scan.id).map(({ slotOf }) => slotOf),
      ),
    ),
    cohort: cohortRead,
    returning: returningRead,
    begunCount: begun.length,
    keyTypes: groupBy.map((key) => keyTypeOf(registry, mustGet(registry.dimensions, key))),
    keyForms: groupBy.map((key) => mustGet(registry.dimensions, key).form),
    personKeyIndex: personKeyIndex < 0 ? null : personKeyIndex,
  };
}
