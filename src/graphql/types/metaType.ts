import { Field, Float, ObjectType, type ClassType } from 'type-graphql';
import { DateTimeScalar, TimeZoneScalar } from './scalars';

@ObjectType({ description: 'Half-open, as a bucket is.' })
class MetricPeriod {
  @Field(() => DateTimeScalar, { description: 'The first instant that is in.' })
  start!: string;

  @Field(() => DateTimeScalar, { description: 'The first instant that is out.' })
  end!: string;
}

@ObjectType({ description: 'How far the rows of a table go.' })
class MetricFreshness {
  @Field({ description: 'A table that metrics of the query read, by its key in the registry.' })
  table!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its newest row up to `asOf` is dated, whatever metrics filter; null where there is none.',
  })
  latest!: string | null;
}

/** What is said of an answer, over the keys of a registry's metrics. */
export function metaType(key: object): ClassType {
  @ObjectType({ description: 'Something to know about an answer that is right all the same.' })
  class MetricWarning {
    @Field({
      description:
        'RANGE_WIDENED: a metric is measured over whole native buckets, and that is more than was asked. NO_DATA_BEFORE: a bucket ' +
        'begins before the first row of a table that is read. FIRST_ROW_UNKNOWN: the database could not tell in time whether one does.',
    })
    code!: string;

    @Field({ description: 'For people.' })
    message!: string;

    @Field(() => key, { nullable: true, description: 'The metric it is about; null where it is about several.' })
    metric!: string | null;
  }

  @ObjectType({ description: 'What an answer is an answer to.' })
  class MetricMeta {
    @Field(() => TimeZoneScalar, { description: 'Where days begin.' })
    timeZone!: string;

    @Field(() => MetricPeriod, { description: 'The range, widened outward to whole buckets if there is a grain.' })
    range!: MetricPeriod;

    @Field(() => MetricPeriod, {
      nullable: true,
      description: 'The period compared with; null without `compare`, and where nothing of it exists.',
    })
    comparedTo!: MetricPeriod | null;

    @Field(() => DateTimeScalar, { description: 'The moment the answer is for. Give it back for the next page.' })
    asOf!: string;

    @Field(() => [MetricFreshness], {
      nullable: true,
      description:
        'Newest event in each table that the metrics read. Looked up beside the numbers, and only if it is selected.',
    })
    freshness!: MetricFreshness[] | null;

    @Field(() => Float, { description: 'What the database and reading its rows took; 0 for a query that was not run.' })
    elapsedMs!: number;

    @Field({ description: 'Hash of the registry: changes when a definition changes.' })
    registryVersion!: string;

    @Field(() => [MetricWarning], { description: 'Empty as a rule.' })
    warnings!: MetricWarning[];
  }
  return MetricMeta;
}
