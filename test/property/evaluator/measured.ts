import type { Expression, Ratio } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { Registry } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import type { Bucket, Calendar } from './calendar';
import type { Comparison } from './comparison';
import type { Facts } from './facts';
import type { Grouping } from './group';
import { withPerson } from './people';
import { operandsOf, unfiltered } from './metrics';
import type { Moment } from './moment';
import { isComplete, momentAt } from './moment';
import type { Numbers } from './numbers';
import { NumbersOf } from './numbers';

/** A bucket of the answer, and its bucket in the comparison period, if there is one. */
export interface Pair {
  readonly bucket: Bucket;
  readonly counterpart: Bucket | null;
}

/** The numbers of a metric in a bucket and its counterpart, or those of its parts. */
export type Measured = MeasuredAlone | MeasuredByParts;

export interface MeasuredAlone {
  readonly kind: 'alone';
  readonly definition: Measure | Ratio;
  readonly isComplete: boolean;
  readonly now: Numbers;
  /** Null if there is no counterpart. */
  readonly previous: Numbers | null;
}

/** An expression, and the numbers of each metric in it. */
export interface MeasuredByParts {
  readonly kind: 'parts';
  readonly expression: Expression;
  readonly parts: ReadonlyMap<string, Measured>;
}

/** A bucket with the numbers of every metric of the query. */
export interface Slot {
  readonly bucket: Bucket;
  readonly measured: ReadonlyMap<string, Measured>;
  /** The same, grouped by person as well; null if the policy has no smallest group. */
  readonly byPerson: ReadonlyMap<string, Measured> | null;
}

/** Everything needed to measure numbers, except how rows form groups. */
export interface Setting {
  readonly registry: Registry;
  readonly query: FlatQuery;
  readonly calendar: Calendar;
  readonly range: Bucket;
  readonly comparison: Comparison | null;
  readonly facts: Facts;
  /** Facts whose last value is the person; null if the policy has no smallest group. */
  readonly ofPeople: Facts | null;
}

/** The slot of a bucket of `grain`; null: of the range as one bucket. */
export type Slots = (pair: Pair, grain: Grain | null) => Slot;

/** If asOf cuts a metric's native buckets, its counterpart is measured as of the moved asOf. */
export function slotsBy(setting: Setting, grouping: Grouping): Slots {
  const { ofPeople } = setting;
  const plain = measuredBy(setting, grouping);
  const byPerson =
    ofPeople === null
      ? null
      : measuredBy({ ...setting, facts: ofPeople }, withPerson(grouping), (values) => grouping(values.slice(0, -1)));
  return (pair, grain) => ({
    bucket: pair.bucket,
    measured: plain(pair, grain),
    byPerson: byPerson === null ? null : byPerson(pair, grain),
  });
}

function measuredBy(
  setting: Setting,
  grouping: Grouping,
  deciding: Grouping = grouping,
): (pair: Pair, grain: Grain | null) => ReadonlyMap<string, Measured> {
  const { registry, query, calendar, comparison, facts } = setting;
  const asOf = momentAt(query.asOf);
  const numbersAt = (moment: Moment): NumbersOf =>
    new NumbersOf({ registry, facts, calendar, asOf: moment, grouping, deciding });
  const now = numbersAt(asOf);
  const cutInPeriod = comparison === null ? now : numbersAt(comparison.asOf);
  const cutInBucket = comparison?.asOfInBucket === undefined ? cutInPeriod : numbersAt(comparison.asOfInBucket);
  return ({ bucket, counterpart }, grain) => {
    const cut = grain === null ? cutInPeriod : cutInBucket;
    const measured = (key: string, whole: NumbersOf, running: NumbersOf): Measured => {
      const { base, filters } = unfiltered(registry, key);
      const [here, there] = filters.length === 0 ? [whole, running] : [whole.under(filters), running.under(filters)];
      const { definition } = base;
      if (definition.kind === 'derived') {
        const { expression } = definition;
        const parts = operandsOf(expression).map((part) => [part, measured(part, here, there)] as const);
        return { kind: 'parts', expression, parts: new Map(parts) };
      }
      const metric = { ...base, definition };
      const coarse = metric.grain !== grain;
      const native = nativeIn(calendar, metric.grain, bucket, grain);
      const complete = native.length > 0 && isComplete(asOf, native.at(-1)!);
      const numbersIn = (other: Bucket): Numbers =>
        (complete ? here : there).metric(metric, nativeIn(calendar, metric.grain, other, grain), coarse);
      return {
        kind: 'alone',
        definition,
        isComplete: complete,
        now: here.metric(metric, native, coarse),
        // A bucket that has not begun has no counterpart.
        previous: counterpart === null || bucket.start > query.asOf ? null : numbersIn(counterpart),
      };
    };
    return new Map(query.metrics.map((key) => [key, measured(key, now, cut)]));
  };
}

/** All buckets of the query. */
export function pairsOf({ query, calendar, range, comparison }: Setting): readonly Pair[] {
  const buckets = query.grain === null ? [range] : calendar.overlapping(query.grain, range);
  return buckets.map((bucket) => ({ bucket, counterpart: comparison?.counterpart(bucket) ?? null }));
}

/** The whole range as one bucket. */
export function wholeOf({ range, comparison }: Setting): Pair {
  return { bucket: range, counterpart: comparison?.period ?? null };
}

/**
 * With a grain, a native bucket belongs to the bucket that contains its start. Without one, all
 * that overlap the range count.
 */
export function nativeIn(calendar: Calendar, native: Grain, bucket: Bucket, grain: Grain | null): readonly Bucket[] {
  return grain === null ? calendar.overlapping(native, bucket) : calendar.beginningIn(native, bucket);
}
