import { Arg, Directive, Field, Float, Int, ObjectType, type ClassType } from 'type-graphql';
import { formatRate } from '../../answer/format';
import type { Locale } from '../../time/locale';
import { DEFAULT_PERIODS, type ReturnMode } from '../../query/retention';
import type { FieldArguments } from '../typeGraphql/arguments';
import { INTERNAL } from './directives';
import { MetricGrain, MetricStatus, registerDescribed } from './enums';
import type { GeneratedTypes } from './generated';
import { MetricTimeRange } from './inputs';
import { DateTimeScalar, LocaleScalar, TimeZoneScalar } from './scalars';
import { sharedArgument } from './sharedArgument';
import { MetricBucket, MetricPlan } from './table';

const MetricReturnMode = { ON: 'on', ON_OR_AFTER: 'onOrAfter' } as const satisfies Record<string, ReturnMode>;
registerDescribed(MetricReturnMode, 'MetricReturnMode', 'When an entity counts as retained in a period.', {
  ON: 'If it came back in that period.',
  ON_OR_AFTER:
    'If it came back in that period or any later one, up to `asOf`, also beyond `periods`. ' +
    'So the number of a complete period may still grow.',
});

/** The type of a retention table, and the arguments of its field. */
export interface RetentionTypes {
  readonly MetricRetentionTable: ClassType;
  readonly arguments: FieldArguments;
}

/** Builds the types of retention from the types of a registry. `own`: the locale of its texts. */
export function retentionTypes(types: GeneratedTypes, own: Locale): RetentionTypes {
  @ObjectType({ description: 'The entities of a cohort that came back in one period.' })
  class MetricRetained {
    @Field(() => Int, { description: "The number of the period. 0 is the cohort's own." })
    number!: number;

    @Field(() => Int, {
      nullable: true,
      description: 'The entities that came back. Null if the period has not begun, or if it is suppressed.',
    })
    retained!: number | null;

    @Field(() => Int, {
      nullable: true,
      description:
        'The entities that could have come back: those of the cohort. ' +
        'In `overall`, those of the cohorts for which this period is complete. Null if it is suppressed.',
    })
    size!: number | null;

    @Field(() => Float, {
      nullable: true,
      description: '`retained / size`: 0.25 is 25 %. Null if there is no such number.',
    })
    rate!: number | null;

    @Field(() => String, { nullable: true, description: '`rate` as text for people: `29.2%`. Null if it is null.' })
    formatted(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: 'The language and number format.' })
      locale?: string | null,
    ): string | null {
      return this.rate === null ? null : formatRate(this.rate, locale ?? own);
    }

    @Field(() => MetricStatus, { description: 'The status of `rate`. NO_DATA: not begun, or the cohort is empty.' })
    status!: string;

    @Field({
      description: 'False if the period ends after `asOf`. In `overall`: if it does for any cohort of the range.',
    })
    complete!: boolean;
  }

  @ObjectType({ description: 'The entities that the cohort metric counts in one bucket and group, and their periods.' })
  class MetricCohort {
    @Field(() => MetricBucket, { nullable: true, description: 'The bucket of the cohort. Null in `overall`.' })
    time!: object | null;

    @Field(() => types.MetricDimensionValues, { description: 'The group: one value for each dimension.' })
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

    @Field(() => Int, { nullable: true, description: 'The number of entities. Null if it is suppressed.' })
    size!: number | null;

    @Field(() => MetricStatus, { description: 'The status of `size`.' })
    status!: string;

    @Field(() => [MetricRetained], { description: 'The periods, from 0 to `periods`.' })
    periods!: object[];
  }

  @ObjectType({ description: 'How many entities of each cohort came back, by period.' })
  class MetricRetentionTable {
    @Field(() => [MetricCohort], {
      description: 'The cohorts of all buckets that have begun, by time, then by group.',
    })
    cohorts!: object[];

    @Field(() => [MetricCohort], {
      description:
        'All cohorts of a group as one. A period counts those cohorts for which it is complete, ' +
        'so periods rest on different cohorts.',
    })
    overall!: object[];

    @Field(() => types.MetricMeta, { description: 'Metadata about the answer.' })
    meta!: object;

    @Directive(INTERNAL)
    @Field(() => MetricPlan, {
      description: 'The SQL of the answer. A question that selects only `plan` and `meta` is not run.',
    })
    plan!: object;
  }

  return {
    MetricRetentionTable,
    arguments: {
      cohort: {
        type: () => types.MetricKey,
        nullable: false,
        description:
          'The metric that says who belongs to a cohort, and when. It must count an entity (`Metric.entity`).',
      },
      returning: {
        type: () => types.MetricKey,
        nullable: false,
        description: 'The metric that says what coming back is. It must count the same entity.',
      },
      range: { type: () => MetricTimeRange, nullable: false, description: 'The range of the cohorts.' },
      period: { type: () => MetricGrain, nullable: false, description: 'The width of a cohort and of a period.' },
      periods: {
        type: () => Int,
        nullable: false,
        defaultValue: DEFAULT_PERIODS,
        description: "The number of periods after the cohort's own, which is 0. At most 400.",
      },
      mode: {
        type: () => MetricReturnMode,
        nullable: false,
        defaultValue: MetricReturnMode.ON,
        description: 'When an entity counts as retained in a period.',
      },
      groupBy: {
        ...sharedArgument('groupBy', () => [types.MetricDimensionKey]),
        description:
          'The dimensions that group the cohorts, by the rows of the cohort metric. Returns count in any group.',
      },
      where: {
        ...sharedArgument('where', () => types.MetricDimensionFilter),
        description: 'Filters the rows of both metrics by dimensions.',
      },
      timeZone: sharedArgument('timeZone', () => TimeZoneScalar),
      asOf: sharedArgument('asOf', () => DateTimeScalar),
    },
  };
}
