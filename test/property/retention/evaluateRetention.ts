import type { Registry } from '../../../src/model/registry';
import { audienceEvents, type AudienceEvent } from '../audienceEvents';
import { crowdOf, hideCrowds, type Crowd } from '../crowd';
import type { FlatQuery } from '../flatQuery';
import { type Bucket } from '../evaluator/calendar';
import type { Data } from '../evaluator/data';
import { Dimensions } from '../evaluator/dimensions';
import { calendarOf } from '../evaluator/evaluate';
import { divide, parse, rounded, write } from '../evaluator/exact';
import { byKeys } from '../evaluator/order';
import { seesBy } from '../evaluator/policy';
import { resolveRange } from '../evaluator/range';
import { rowsOfTables } from '../evaluator/sources';

export interface RetentionAsked {
  readonly cohort: string;
  readonly returning: string;
  readonly periods: number;
  readonly mode: 'on' | 'onOrAfter';
  /** Its grain is the period. */
  readonly query: FlatQuery;
}

/** The answer by docs/meaning.md#retention, entity by entity. */
export function evaluateRetention(registry: Registry, data: Data, asked: RetentionAsked) {
  const { cohort, returning, periods, mode, query } = asked;
  const { groupBy, asOf, policy } = query;
  const calendar = calendarOf(query.timeZone);
  const seen = { calendar, asOf };
  const rows = rowsOfTables(registry, data, seen, seesBy(registry, rowsOfTables(registry, data, seen), policy));
  const dimensions = new Dimensions(registry, rows);
  const eventsOf = (metric: string, keys: readonly string[]) =>
    audienceEvents(registry, rows, dimensions, query, metric, keys);
  const members = eventsOf(cohort, groupBy);
  const returns = new Map<string, number[]>();
  for (const { entity, at } of eventsOf(returning, [])) returns.set(entity, [...(returns.get(entity) ?? []), at]);
  const range = resolveRange(calendar, query);
  const all = calendar.overlapping(query.grain!, range);
  const begun = all.filter(({ start }) => start <= asOf);
  const inside = (bucket: Bucket, at: number) => at >= bucket.start && at < bucket.end;
  const periodOf = (bucket: Bucket, number: number): Bucket => {
    let at = bucket;
    for (let n = 0; n < number; n++) at = calendar.bucketAt(query.grain!, at.end);
    return at;
  };
  const crowd = (events: readonly AudienceEvent[]) => crowdOf(events, members, policy);
  const inBuckets = members.filter(({ at }) => begun.some((bucket) => inside(bucket, at)));
  const groups = groupBy.length === 0 ? ['[]'] : [...new Set(inBuckets.map(({ by }) => by))];
  const titled = (by: string) => ({
    by: Object.fromEntries(groupBy.map((key, index) => [key, (JSON.parse(by) as (string | null)[])[index]!])),
  });
  groups.sort((a, b) => byKeys(groupBy, dimensions)(titled(a), titled(b)));
  const cohortIn = (bucket: Bucket, by: string) => members.filter((one) => one.by === by && inside(bucket, one.at));
  const back = (bucket: Bucket, by: string, number: number) => {
    const period = periodOf(bucket, number);
    return cohortIn(bucket, by).filter(({ entity }) =>
      (returns.get(entity) ?? []).some((at) => (mode === 'on' ? inside(period, at) : at >= period.start)),
    );
  };
  const hide = (crowds: readonly (Crowd | null)[], anyway: readonly boolean[] = []) =>
    hideCrowds(crowds, { size: policy.smallestGroup?.size ?? 0, isGrouped: groupBy.length > 0 }, anyway);
  const table = (time: (Bucket & { complete: boolean }) | null, buckets: readonly Bucket[]) => {
    const sizes = groups.map((by) => crowd(buckets.flatMap((bucket) => cohortIn(bucket, by))));
    const counts = groups.map((by) =>
      buckets.reduce((sum, bucket) => sum + crowd(cohortIn(bucket, by)).entities.size, 0),
    );
    const hiddenSizes = hide(sizes);
    const cells = Array.from({ length: periods + 1 }, (_, number) => {
      const used = time !== null ? buckets : buckets.filter((bucket) => periodOf(bucket, number).end <= asOf);
      const isThere = time !== null ? periodOf(buckets[0]!, number).start <= asOf : used.length > 0;
      const own = groups.map((by) => crowd(used.flatMap((bucket) => cohortIn(bucket, by))));
      const ownCounts = groups.map((by) =>
        used.reduce((sum, bucket) => sum + crowd(cohortIn(bucket, by)).entities.size, 0),
      );
      const came = groups.map((by) => (isThere ? crowd(used.flatMap((bucket) => back(bucket, by, number))) : null));
      const cameCounts = groups.map((by) =>
        used.reduce((sum, bucket) => sum + crowd(back(bucket, by, number)).entities.size, 0),
      );
      const hiddenOwn = hide(own);
      const noSize = groups.map((_by, at) => hiddenSizes[at]! || hiddenOwn[at]!);
      const hiddenCame = hide(came, noSize);
      const complete =
        time !== null
          ? periodOf(buckets[0]!, number).end <= asOf
          : all.every((bucket) => periodOf(bucket, number).end <= asOf);
      return groups.map((_by, at) => {
        const retained = came[at] === null || hiddenCame[at]! ? null : cameCounts[at]!;
        const shownSize = noSize[at]! ? null : ownCounts[at]!;
        const rate =
          retained === null || !shownSize
            ? null
            : Number(write(rounded(divide(parse(String(retained)), parse(String(shownSize))))));
        const status =
          hiddenCame[at]! || (came[at] !== null && noSize[at]!) ? 'SUPPRESSED' : rate === null ? 'NO_DATA' : 'OK';
        return { number, retained, size: shownSize, rate, status, complete };
      });
    });
    return groups.map((by, at) => ({
      time,
      ...titled(by),
      size: hiddenSizes[at]! ? null : counts[at]!,
      status: hiddenSizes[at]! ? 'SUPPRESSED' : 'OK',
      periods: cells.map((cell) => cell[at]!),
    }));
  };
  return {
    cohorts: begun.flatMap((bucket) => table({ ...bucket, complete: bucket.end <= asOf }, [bucket])),
    overall: table(null, begun),
  };
}
