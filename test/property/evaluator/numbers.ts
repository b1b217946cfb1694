import type { Ratio } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { Metric, Registry } from '../../../src/model/registry';
import type { DimensionFilter } from '../../../src/query/query';
import type { Bucket, Calendar } from './calendar';
import type { ByGroup } from './byGroup';
import { added, reduced, scaled } from './byGroup';
import { activitiesOf } from './activity';
import { Contributions } from './contributions';
import type { Facts } from './facts';
import type { Grouping } from './group';
import { unfiltered } from './metrics';
import type { Moment } from './moment';
import { closeOf, hasCome, isComplete } from './moment';
import { movementsOf } from './movement';
import { statisticsOf } from './statistic';

/** The numbers of a metric in one bucket of the answer. */
export type Numbers =
  | { readonly kind: 'unbegun' }
  | { readonly kind: 'measure'; readonly value: ByGroup; readonly isMean: boolean }
  /** A group that is not listed has no statistic. */
  | { readonly kind: 'statistic'; readonly value: ByGroup }
  | { readonly kind: 'ratio'; readonly numerator: Side; readonly denominator: Side };

export interface Side {
  readonly value: ByGroup;
  readonly isMean: boolean;
}

/** The inputs of a measurement. */
export interface Tools {
  readonly registry: Registry;
  readonly facts: Facts;
  readonly calendar: Calendar;
  readonly asOf: Moment;
  readonly grouping: Grouping;
  /** The groups that decide about an entity: those of `grouping`, without the person. */
  readonly deciding: Grouping;
}

/** Measures metrics over lists of their native buckets, by their rule for coarser buckets. */
export class NumbersOf {
  private readonly contributions: Contributions;

  constructor(private readonly tools: Tools) {
    this.contributions = new Contributions(tools.facts, tools.calendar, tools.asOf);
  }

  /** The numbers of the same query with these filters added. */
  under(filters: readonly DimensionFilter[]): NumbersOf {
    const facts = filters.reduce((narrower, filter) => narrower.under(filter), this.tools.facts);
    return new NumbersOf({ ...this.tools, facts });
  }

  /** `coarse` is true if the native buckets form something coarser than the metric's grain. */
  metric(metric: Metric & { definition: Measure | Ratio }, native: readonly Bucket[], coarse: boolean): Numbers {
    const { definition } = metric;
    const begun = native.filter((bucket) => hasCome(this.tools.asOf, bucket.start));
    if (begun.length === 0) return { kind: 'unbegun' };
    if (definition.kind === 'ratio') return this.ratio(metric, definition, begun);
    const side = this.measure(metric, definition, begun, coarse);
    return definition.kind === 'statistic' ? { kind: 'statistic', value: side.value } : { kind: 'measure', ...side };
  }

  private measure(metric: Metric, measure: Measure, begun: readonly Bucket[], coarse: boolean): Side {
    const over = (buckets: readonly Bucket[]): ByGroup => this.recomputed(measure, metric, buckets);
    switch (metric.overTime) {
      case 'recompute':
        if (begun.length > 1 && (measure.kind === 'rolling' || measure.kind === 'snapshot'))
          throw new Error(`a ${measure.kind} cannot be recomputed over several buckets`);
        return { value: over(begun), isMean: false };
      case 'sum':
        return { value: added(begun.map((bucket) => over([bucket]))), isMean: false };
      case 'first':
        return { value: over(begun.slice(0, 1)), isMean: false };
      case 'last':
        return { value: over(begun.slice(-1)), isMean: false };
      case 'average': {
        const complete = begun.filter((bucket) => isComplete(this.tools.asOf, bucket));
        const measured = complete.length > 0 ? complete : begun;
        const each = measured.map((bucket) => over([bucket]));
        return { value: scaled(added(each), measured.length), isMean: coarse };
      }
      case 'ratio':
        throw new Error(`${metric.key} is no ratio`);
    }
  }

  /** Measures several native buckets at once; there is at least one. */
  private recomputed(measure: Measure, { grain }: Metric, buckets: readonly Bucket[]): ByGroup {
    const { facts, asOf, grouping, deciding } = this.tools;
    if (measure.kind === 'movement') {
      const span = { open: buckets[0]!.start, close: closeOf(asOf, buckets.at(-1)!) };
      return movementsOf(measure, facts.of(measure), grouping, span);
    }
    if (measure.kind === 'activity') {
      if (buckets.length > 1) throw new Error('activities cannot be recomputed over several buckets');
      const [bucket] = buckets;
      const before = this.tools.calendar.before(grain, bucket!, 1);
      return activitiesOf(measure, facts.of(measure), { grouping, deciding }, { bucket: bucket!, before, asOf });
    }
    const each = buckets.map((bucket) => this.contributions.in(measure, grain, bucket));
    if (measure.kind === 'statistic') return statisticsOf(measure, each, grouping);
    // With a lag, each native bucket is counted for itself.
    if (measure.kind === 'distinct' && measure.lag > 0)
      return added(each.map((own) => reduced(measure, own, grouping)));
    return reduced(measure, each.flat(), grouping);
  }

  /** Measures each side by its own rule in every native bucket of the ratio, and adds up. */
  private ratio(metric: Metric, ratio: Ratio, begun: readonly Bucket[]): Numbers {
    const side = (key: string): Side => {
      const { base, filters } = unfiltered(this.tools.registry, key);
      const { definition } = base;
      if (definition.kind === 'ratio' || definition.kind === 'derived' || definition.kind === 'statistic')
        throw new Error(`${key} is no part of a ratio`);
      const measured = this.under(filters);
      const coarse = base.grain !== metric.grain;
      const each = begun.map((bucket): Side | null => {
        const native = coarse ? this.tools.calendar.beginningIn(base.grain, bucket) : [bucket];
        const numbers = measured.metric({ ...base, definition }, native, coarse);
        return numbers.kind === 'measure' ? numbers : null;
      });
      const known = each.filter((one) => one !== null);
      return { value: added(known.map(({ value }) => value)), isMean: known.some(({ isMean }) => isMean) };
    };
    return { kind: 'ratio', numerator: side(ratio.numerator), denominator: side(ratio.denominator) };
  }
}
