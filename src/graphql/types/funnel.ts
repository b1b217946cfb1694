import { Arg, Directive, Field, Float, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Duration, DurationUnit } from '../../query/duration';
import { formatRate } from '../../answer/format';
import { formatDuration } from '../../answer/formatDuration';
import type { Locale } from '../../time/locale';
import type { FieldArguments } from '../typeGraphql/arguments';
import type { CatalogTypes } from './catalog/catalog';
import { INTERNAL } from './directives';
import { MetricGrain, MetricStatus, registerDescribed } from './enums';
import type { GeneratedTypes } from './generated';
import { MetricTimeRange } from './inputs';
import { DateTimeScalar, LocaleScalar, TimeZoneScalar } from './scalars';
import { sharedArgument } from './sharedArgument';
import { MetricBucket, MetricPlan } from './table';

const MetricDurationUnit = {
  MINUTE: 'minute',
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
} as const satisfies Record<Uppercase<DurationUnit>, DurationUnit>;
registerDescribed(MetricDurationUnit, 'MetricDurationUnit', 'A unit of elapsed time.', {
  MINUTE: '60 seconds.',
  HOUR: '60 minutes.',
  DAY: '24 hours, also where clocks change.',
  WEEK: '7 days of 24 hours.',
});

const MetricFunnelNumber = { OF_FIRST: 'ofFirst', OF_PREVIOUS: 'ofPrevious', MEDIAN: 'medianSeconds' } as const;
type FunnelNumber = (typeof MetricFunnelNumber)[keyof typeof MetricFunnelNumber];
registerDescribed(MetricFunnelNumber, 'MetricFunnelNumber', 'One of the numbers of a step of a funnel.', {
  OF_FIRST: '`ofFirst`.',
  OF_PREVIOUS: '`ofPrevious`.',
  MEDIAN: '`medianSeconds`.',
});

@InputType({ description: 'A stretch of elapsed time.' })
export class MetricDuration implements Duration {
  @Field(() => Int, { description: 'The number of units, at least 1.' })
  count!: number;

  @Field(() => MetricDurationUnit, { description: 'The unit.' })
  unit!: DurationUnit;
}

/** The type of a funnel, and the arguments of its field. */
export interface FunnelTypes {
  readonly MetricFunnelTable: ClassType;
  readonly arguments: FieldArguments;
}

/** Builds the types of funnels from the types of a registry. `own`: the locale of its texts. */
export function funnelTypes(
  types: GeneratedTypes,
  { metricType }: Pick<CatalogTypes, 'metricType'>,
  own: Locale,
): FunnelTypes {
  @ObjectType({ description: 'A step of a funnel, in one bucket and group.' })
  class MetricFunnelStep {
    @Field(() => metricType, { description: 'The metric of the step.' })
    metric!: object;

    @Field(() => Int, {
      nullable: true,
      description: 'The entities that reach this step after an entry of the bucket. Null if it is suppressed.',
    })
    entities!: number | null;

    @Field(() => MetricStatus, { description: 'The status of `entities`.' })
    status!: string;

    @Field(() => Float, {
      nullable: true,
      description:
        'The share of the entities of the first step: 0.25 is 25 %. Null if the first step has none, or if suppressed.',
    })
    ofFirst!: number | null;

    @Field(() => Float, {
      nullable: true,
      description:
        'The share of the entities of the step before. Null at the first step, if the step before has none, or if suppressed.',
    })
    ofPrevious!: number | null;

    @Field(() => Float, {
      nullable: true,
      description:
        'The shortest time from an entry to this step in seconds, as the median over the entities that reach it. ' +
        'Null at the first step, if no entity reaches the step, or if suppressed.',
    })
    medianSeconds!: number | null;

    @Field(() => String, {
      nullable: true,
      description: 'A rate or the time of the step as text for people: `29.2%`, `3 hr 20 min`. Null if it is null.',
    })
    formatted(
      @Arg('of', () => MetricFunnelNumber, { description: 'The number to format.' }) of: FunnelNumber,
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
      locale?: string | null,
    ): string | null {
      if (of === 'medianSeconds') {
        return this.medianSeconds === null ? null : formatDuration(this.medianSeconds, locale ?? own);
      }
      const rate = this[of];
      return rate === null ? null : formatRate(rate, locale ?? own);
    }
  }

  @ObjectType({ description: 'The funnel of the entries in one bucket and group.' })
  class MetricFunnelRow {
    @Field(() => MetricBucket, { description: 'The bucket of the entries.' })
    time!: object;

    @Field(() => types.MetricDimensionValues, {
      description: 'The group of the entries: one value for each dimension.',
    })
    by!: object;

    /** Not a field: computes `label`. */
    labelFor!: (locale: string | null) => string;

    @Field(() => String, { description: 'The name of the group to show to people. Empty without `groupBy`.' })
    label(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language of the text.' })
      locale?: string | null,
    ): string {
      return this.labelFor(locale ?? null);
    }

    @Field(() => [MetricFunnelStep], { description: 'The steps, in order.' })
    steps!: object[];

    @Field({ description: 'False while an entry of the bucket can still convert.' })
    complete!: boolean;
  }

  @ObjectType({ description: 'How many entities go through several steps in order.' })
  class MetricFunnelTable {
    @Field(() => [MetricFunnelRow], { description: 'All buckets that have begun, by time, then by group.' })
    rows!: object[];

    @Field(() => types.MetricMeta, { description: 'Metadata about the answer.' })
    meta!: object;

    @Directive(INTERNAL)
    @Field(() => MetricPlan, {
      description: 'The SQL of the answer. A question that selects only `plan` and `meta` is not run.',
    })
    plan!: object;
  }

  return {
    MetricFunnelTable,
    arguments: {
      steps: {
        type: () => [types.MetricKey],
        nullable: false,
        description:
          'The steps in order, from 2 to 10. They are metrics that count one entity (`Metric.entity`). ' +
          'A metric may be several steps.',
      },
      range: { type: () => MetricTimeRange, nullable: false, description: 'The range of the entries.' },
      grain: {
        type: () => MetricGrain,
        nullable: true,
        description: 'The width of a bucket of entries. Omitted: the range is one bucket, exactly as requested.',
      },
      within: {
        type: () => MetricDuration,
        nullable: false,
        description: 'The most time from an entry to the last step, of at most 400 days. It includes its end.',
      },
      groupBy: {
        ...sharedArgument('groupBy', () => [types.MetricDimensionKey]),
        description: 'The dimensions that group the entries, by the rows of the first step.',
      },
      where: {
        ...sharedArgument('where', () => types.MetricDimensionFilter),
        description: 'Filters the rows of all steps by dimensions.',
      },
      timeZone: sharedArgument('timeZone', () => TimeZoneScalar),
      asOf: sharedArgument('asOf', () => DateTimeScalar),
    },
  };
}
