import type { Measure, Metric, Ratio, Registry } from '../../../src/registry/registry';
import type { Bucket, Calendar } from './calendar';
import type { Contribution } from './contribution';
import type { Contributions } from './contributions';
import type { Exact } from './exact';
import { add, divide, sum, whole, ZERO } from './exact';
import type { Group, Grouping } from './group';
import type { Moment } from './moment';
import { hasCome, isComplete } from './moment';

/** Group → its number; a group is listed when something contributed to it, be the number 0. */
export type ByGroup = ReadonlyMap<Group, Exact>;

/** What a metric comes to in one bucket of the answer. */
export type Numbers =
  | { readonly kind: 'unbegun' }
  | { readonly kind: 'measure'; readonly value: ByGroup; readonly isMean: boolean }
  | { readonly kind: 'ratio'; readonly numerator: Side; readonly denominator: Side };

export interface Side {
  readonly value: ByGroup;
  readonly isMean: boolean;
}

/** Measures metrics over lists of their native buckets, by their rule for coarser buckets. */
export class NumbersOf {
  constructor(
    private readonly registry: Registry,
    private readonly contributions: Contributions,
    private readonly calendar: Calendar,
    private readonly asOf: Moment,
    private readonly grouping: Grouping,
  ) {}

  /** `coarse`: whether the native buckets make up something coarser than the metric's grain. */
  metric(metric: Metric, native: readonly Bucket[], coarse: boolean): Numbers {
    const begun = native.filter((bucket) => hasCome(this.asOf, bucket.start));
    if (begun.length === 0) return { kind: 'unbegun' };
    if (metric.definition.kind === 'ratio') return this.ratio(metric, metric.definition, begun);
    return { kind: 'measure', ...this.measure(metric, metric.definition, begun, coarse) };
  }

  private measure(metric: Metric, measure: Measure, begun: readonly Bucket[], coarse: boolean): Side {
    const within = (bucket: Bucket) => this.contributions.in(measure, metric.grain, bucket);
    switch (metric.coarser) {
      case 'recompute':
        if (begun.length > 1 && (measure.kind === 'rolling' || measure.kind === 'snapshot'))
          throw new Error(`a ${measure.kind} cannot be recomputed over several buckets`);
        return { value: this.reduced(measure, begun.flatMap(within)), isMean: false };
      case 'last':
        return { value: this.reduced(measure, within(begun.at(-1)!)), isMean: false };
      case 'average': {
        const complete = begun.filter((bucket) => isComplete(this.asOf, bucket));
        const measured = complete.length > 0 ? complete : begun;
        const each = measured.map((bucket) => this.reduced(measure, within(bucket)));
        return { value: scaled(added(each), measured.length), isMean: coarse };
      }
      case 'ratio':
        throw new Error(`${metric.key} is no ratio`);
    }
  }

  /** Each side is measured in every native bucket of the ratio by its own rule, then added up. */
  private ratio(metric: Metric, ratio: Ratio, begun: readonly Bucket[]): Numbers {
    const side = (key: string): Side => {
      const part = this.registry.metrics.get(key);
      if (part === undefined || part.definition.kind === 'ratio') throw new Error(`${key} is no part of a ratio`);
      const coarse = part.grain !== metric.grain;
      const each = begun.map((bucket): Side | null => {
        const native = coarse ? this.calendar.beginningIn(part.grain, bucket) : [bucket];
        const numbers = this.metric(part, native, coarse);
        return numbers.kind === 'measure' ? numbers : null;
      });
      const known = each.filter((one) => one !== null);
      return { value: added(known.map(({ value }) => value)), isMean: known.some(({ isMean }) => isMean) };
    };
    return { kind: 'ratio', numerator: side(ratio.numerator), denominator: side(ratio.denominator) };
  }

  /** Entities are counted once a group; everything else adds up. */
  private reduced(measure: Measure, contributions: readonly Contribution[]): ByGroup {
    const byGroup = new Map<Group, Contribution[]>();
    for (const one of contributions) {
      const group = this.grouping(one.values);
      byGroup.set(group, [...(byGroup.get(group) ?? []), one]);
    }
    const countsEntities = measure.kind === 'distinct' || measure.kind === 'rolling';
    return new Map(
      [...byGroup].map(([group, all]) => [
        group,
        countsEntities ? whole(new Set(all.map(({ entity }) => entity)).size) : sum(all.map(({ amount }) => amount)),
      ]),
    );
  }
}

function added(all: readonly ByGroup[]): ByGroup {
  const total = new Map<Group, Exact>();
  for (const one of all) for (const [group, value] of one) total.set(group, add(total.get(group) ?? ZERO, value));
  return total;
}

function scaled(total: ByGroup, count: number): ByGroup {
  return new Map([...total].map(([group, value]) => [group, divide(value, whole(count))]));
}
