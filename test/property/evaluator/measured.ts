import type { Metric, Registry } from '../../../src/registry/registry';
import type { MetricQuery } from '../../../src/query/query';
import type { Grain } from '../../../src/time/grain';
import type { Bucket, Calendar } from './calendar';
import { groupsOf } from './cells';
import type { Comparison } from './comparison';
import { Contributions } from './contributions';
import type { Facts } from './facts';
import type { Group, Grouping } from './group';
import type { Moment } from './moment';
import { isComplete, momentAt } from './moment';
import type { Numbers } from './numbers';
import { NumbersOf } from './numbers';

/** A bucket of the answer, and the one it is compared with, if there is one. */
export interface Pair {
  readonly bucket: Bucket;
  readonly counterpart: Bucket | null;
}

/** What a metric comes to in a bucket and in its counterpart. */
export interface Measured {
  readonly metric: Metric;
  readonly isComplete: boolean;
  readonly now: Numbers;
  /** Null where there is no counterpart. */
  readonly previous: Numbers | null;
}

/** A bucket with the numbers of all metrics of the query. */
export interface Slot {
  readonly bucket: Bucket;
  readonly measured: readonly Measured[];
}

/** Everything that numbers are measured with, but for the way in which rows make groups. */
export interface Setting {
  readonly registry: Registry;
  readonly query: MetricQuery;
  readonly calendar: Calendar;
  readonly range: Bucket;
  readonly comparison: Comparison | null;
  readonly facts: Facts;
}

/** The slot of a bucket of `grain`; null: of the range as one bucket. */
export type Slots = (pair: Pair, grain: Grain | null) => Slot;

/** Where asOf cuts what a metric is measured over, its counterpart is measured as of asOf moved likewise. */
export function slotsBy(setting: Setting, grouping: Grouping): Slots {
  const { registry, query, calendar, comparison, facts } = setting;
  const asOf = momentAt(query.asOf);
  const numbersAt = (moment: Moment): NumbersOf =>
    new NumbersOf(registry, new Contributions(facts, calendar, moment), calendar, moment, grouping);
  const now = numbersAt(asOf);
  const cut = comparison === null ? now : numbersAt(comparison.asOf);
  const metrics = query.metrics.map((key) => metricOf(registry, key));
  return ({ bucket, counterpart }, grain) => ({
    bucket,
    measured: metrics.map((metric): Measured => {
      const coarse = metric.grain !== grain;
      const native = nativeIn(calendar, metric, bucket, grain);
      const complete = native.length > 0 && isComplete(asOf, native.at(-1)!);
      const numbersIn = (other: Bucket): Numbers =>
        (complete ? now : cut).metric(metric, nativeIn(calendar, metric, other, grain), coarse);
      return {
        metric,
        isComplete: complete,
        now: now.metric(metric, native, coarse),
        // What has not begun has no counterpart.
        previous: counterpart === null || bucket.start > query.asOf ? null : numbersIn(counterpart),
      };
    }),
  });
}

/** Every bucket asked for. */
export function pairsOf({ query, calendar, range, comparison }: Setting): readonly Pair[] {
  const buckets = query.grain === null ? [range] : calendar.overlapping(query.grain, range);
  return buckets.map((bucket) => ({ bucket, counterpart: comparison?.counterpart(bucket) ?? null }));
}

/** The whole range as one bucket. */
export function wholeOf({ range, comparison }: Setting): Pair {
  return { bucket: range, counterpart: comparison?.period ?? null };
}

/** The groups to which something contributed, on either side. */
export function groupsIn(slots: readonly Slot[]): readonly Group[] {
  const found = slots.flatMap(({ measured }) =>
    measured.flatMap(({ now, previous }) => [...groupsOf(now), ...(previous === null ? [] : groupsOf(previous))]),
  );
  return [...new Set(found)];
}

/** With a grain a native bucket belongs to the bucket that holds its start; without, all that overlap the range count. */
export function nativeIn(calendar: Calendar, metric: Metric, bucket: Bucket, grain: Grain | null): readonly Bucket[] {
  return grain === null ? calendar.overlapping(metric.grain, bucket) : calendar.beginningIn(metric.grain, bucket);
}

export function metricOf(registry: Registry, key: string): Metric {
  const metric = registry.metrics.get(key);
  if (metric === undefined) throw new Error(`no such metric: ${key}`);
  return metric;
}
