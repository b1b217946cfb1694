import { Arg, Field, Float, ObjectType, type ClassType } from 'type-graphql';
import { MetricCache } from './cacheType';
import { WORDING } from './language';
import { DateScalar, DateTimeScalar, LocaleScalar, TimeZoneScalar } from './scalars';

@ObjectType({ description: 'A period. It includes `start` and excludes `end`.' })
class MetricPeriod {
  @Field(() => DateTimeScalar, { description: 'The first instant of the period.' })
  start!: string;

  @Field(() => DateTimeScalar, { description: 'The first instant after the period.' })
  end!: string;
}

@ObjectType({ description: 'The date of the newest row of a table.' })
class MetricFreshness {
  @Field({ description: 'The key of a table, in the registry, that the metrics of the query read.' })
  table!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The date of its newest row up to `asOf`, ignoring filters of metrics. Null if it has no row.',
  })
  latest!: string | null;
}

/** Returns the type `MetricMeta`. `key` is the enum of the registry's metrics. */
export function metaType(key: object): ClassType {
  @ObjectType({ description: 'A note about an answer, and how to read its numbers.' })
  class MetricWarning {
    @Field({
      description:
        'RANGE_WIDENED: a metric covers whole buckets of its own grain, and so more time than the range. Or the ' +
        'buckets of `last` units reach beyond these units. ' +
        'KEY_NOT_PROVEN: the query groups or filters through a table in which several rows have, or may have, the same ' +
        'key. Then some rows count more than once. ' +
        'NO_DATA_BEFORE: the range, or its comparison period, begins before the day of the first row of a table that the query reads. ' +
        'FIRST_ROW_UNKNOWN: the database did not find the first row in time, so NO_DATA_BEFORE is unknown. ' +
        'NO_DATA_AFTER: at least seven complete days of the range, or one complete bucket of a longer grain, lie after the day of ' +
        'the newest row of a table that the query reads. ' +
        'LAST_ROW_UNKNOWN: the database did not find the newest row in time, so NO_DATA_AFTER is unknown. ' +
        'STILL_RUNNING: a bucket is not over, and the metric counts everybody who is not active in it yet. ' +
        'NOT_EXPLAINED: a change has no parts, because its number or the previous one is missing.',
    })
    code!: string;

    /** Not a field: computes `message`. */
    messageFor!: (locale: string | null) => string;

    @Field(() => String, { description: 'The text for people.' })
    message(
      @Arg('locale', () => LocaleScalar, { nullable: true, description: WORDING }) locale?: string | null,
    ): string {
      return this.messageFor(locale ?? null);
    }

    @Field(() => key, { nullable: true, description: 'The metric that the warning is for. Null if it is for several.' })
    metric!: string | null;

    @Field(() => DateScalar, {
      nullable: true,
      description:
        'NO_DATA_BEFORE: the date of the first row; null if there is none. NO_DATA_AFTER: the date of the newest row. ' +
        'Null for other codes.',
    })
    date!: string | null;
  }

  @ObjectType({ description: 'Metadata about the answer.' })
  class MetricMeta {
    @Field(() => TimeZoneScalar, { description: 'The time zone of the answer.' })
    timeZone!: string;

    @Field(() => MetricPeriod, { description: 'The range. With a grain, it is widened to whole buckets.' })
    range!: MetricPeriod;

    @Field(() => MetricPeriod, {
      nullable: true,
      description:
        'The comparison period, up to where its numbers stop. Null without `compare`, or if no part of the period exists.',
    })
    comparedTo!: MetricPeriod | null;

    @Field(() => DateTimeScalar, {
      description:
        'The moment of the answer. If the answer was kept, this is the moment for which it was computed. ' +
        'Send it as the argument `asOf` for a further answer as of the same moment, such as the next page.',
    })
    asOf!: string;

    @Field(() => [MetricFreshness], {
      nullable: true,
      description: 'The date of the newest row of each table that the metrics read. Computed only if it is selected.',
    })
    freshness!: MetricFreshness[] | null;

    @Field(() => Float, {
      description:
        'Milliseconds to run the statement and read its rows. 0 if the query was not run, or if the answer was kept.',
    })
    elapsedMs!: number;

    @Field(() => MetricCache, { description: 'Whether the answer was kept, and how old it may be.' })
    cache!: MetricCache;

    @Field({ description: 'A hash of the registry. It changes if a definition changes.' })
    registryVersion!: string;

    @Field(() => [MetricWarning], { description: 'The warnings. Usually there are none.' })
    warnings!: MetricWarning[];
  }
  return MetricMeta;
}
