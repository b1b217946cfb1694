import type { Measure } from '../../../src/model/measure';
import type { Registry } from '../../../src/model/registry';
import type { FlatQuery } from '../flatQuery';
import { type Bucket } from '../evaluator/calendar';
import type { Data } from '../evaluator/data';
import { instantOf, orderOf, textOf } from '../evaluator/data';
import { byCodePoint, Dimensions } from '../evaluator/dimensions';
import { calendarOf } from '../evaluator/evaluate';
import { divide, parse, rounded, write } from '../evaluator/exact';
import { Facts } from '../evaluator/facts';
import { unfiltered } from '../evaluator/metrics';
import { byKeys, oneAfterAnother } from '../evaluator/order';
import { seesBy } from '../evaluator/policy';
import { resolveRange } from '../evaluator/range';
import { rowsOfTables } from '../evaluator/sources';
import { ABOUT_NOBODY } from '../evaluator/people';

export interface RetentionAsked {
  readonly cohort: string;
  readonly returning: string;
  readonly periods: number;
  readonly mode: 'on' | 'onOrAfter';
  /** Its grain is the period. */
  readonly query: FlatQuery;
}

interface Event {
  readonly entity: string;
  readonly at: number;
  readonly by: string;
  readonly person: string | null;
}

/** A set of entities, and the people that it rests on. */
interface Crowd {
  readonly entities: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** The number concerns no people. */
  readonly ofNobody: boolean;
}

/** The answer by docs/meaning.md#retention, entity by entity. */
export function evaluateRetention(registry: Registry, data: Data, asked: RetentionAsked) {
  const { cohort, returning, periods, mode, query } = asked;
  const { groupBy, asOf, policy } = query;
  const calendar = calendarOf(query.timeZone);
  const seen = { calendar, asOf };
  const rows = rowsOfTables(registry, data, seen, seesBy(registry, rowsOfTables(registry, data, seen), policy));
  const dimensions = new Dimensions(registry, rows);
  const person = policy.smallestGroup?.dimension ?? null;
  const eventsOf = (metric: string, keys: readonly string[]): Event[] => {
    const { base, filters } = unfiltered(registry, metric);
    const measure = base.definition as Measure & { readonly at: string };
    const facts = new Facts(registry, rows, { ...query, groupBy: keys }, dimensions, person ?? null);
    const own = filters.reduce((all, filter) => all.under(filter), facts).of(measure);
    const table = registry.tables.get(measure.table)!;
    const column = measure.kind === 'count' ? table.primaryKey[0]! : (measure as { entity: string }).entity;
    const dated = own.flatMap((fact) => {
      const [entity, at] = [textOf(fact.row, column), instantOf(fact.row, measure.at)];
      return entity === null || at === null ? [] : [{ ...fact, entity, at }];
    });
    const earlier = oneAfterAnother<(typeof dated)[number]>([
      (a, b) => a.at - b.at,
      ...table.primaryKey.map((key) => (a: (typeof dated)[number], b: (typeof dated)[number]) => {
        const [x, y] = [textOf(a.row, key)!, textOf(b.row, key)!];
        return table.columns.get(key)!.type === 'text' ? byCodePoint(x, y) : orderOf(table, key)(x, y);
      }),
    ]);
    const counted =
      measure.kind === 'first'
        ? dated.filter((one) => dated.every((other) => other.entity !== one.entity || earlier(one, other) <= 0))
        : dated;
    return counted
      .filter(({ kept, at }) => kept && at <= asOf)
      .map(({ entity, at, values }) => ({
        entity,
        at,
        by: JSON.stringify(values.slice(0, keys.length)),
        person: person === null ? null : values[keys.length]!,
      }));
  };
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
  const crowd = (events: readonly Event[]): Crowd => ({
    entities: new Set(events.map(({ entity }) => entity)),
    people: new Set(events.flatMap((one) => (one.person === null || one.person === ABOUT_NOBODY ? [] : [one.person]))),
    ofNobody: person === null || members.some((one) => one.person === ABOUT_NOBODY),
  });
  const inBuckets = members.filter(({ at }) => begun.some((bucket) => inside(bucket, at)));
  const groups = groupBy.length === 0 ? ['[]'] : [...new Set(inBuckets.map(({ by }) => by))];
  const titled = (by: string) => ({
    by: Object.fromEntries(groupBy.map((key, index) => [key, (JSON.parse(by) as (string | null)[])[index]!])),
  });
  groups.sort((a, b) => byKeys(groupBy, dimensions)(titled(a), titled(b)));
  const size = policy.smallestGroup?.size ?? 0;
  const cohortIn = (bucket: Bucket, by: string) => members.filter((one) => one.by === by && inside(bucket, one.at));
  const back = (bucket: Bucket, by: string, number: number) => {
    const period = periodOf(bucket, number);
    return cohortIn(bucket, by).filter(({ entity }) =>
      (returns.get(entity) ?? []).some((at) => (mode === 'on' ? inside(period, at) : at >= period.start)),
    );
  };
  const hide = (crowds: readonly (Crowd | null)[], anyway: readonly boolean[] = []): boolean[] => {
    const rests = (one: Crowd | null): one is Crowd => one !== null && !one.ofNobody && one.entities.size > 0;
    const hidden = crowds.map((one, at) => rests(one) && (one.people.size < size || anyway[at] === true));
    if (groupBy.length === 0 || hidden.filter(Boolean).length !== 1) return hidden;
    const next = crowds
      .map((one, at) => ({ one, at }))
      .filter(({ one, at }) => rests(one) && !hidden[at])
      .sort((a, b) => a.one!.people.size - b.one!.people.size || a.at - b.at)[0];
    return hidden.map((one, at) => one || at === next?.at);
  };
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
