import { Field, Int, ObjectType } from 'type-graphql';
import type { Limits } from '../registry/registry';

@ObjectType('MetricLimits', { description: 'Bounds of one request; exceeding one is an error, never a cut.' })
export class LimitsType implements Limits {
  @Field(() => Int, { description: 'Rows of an answer.' })
  maxRows!: number;

  @Field(() => Int, { description: 'Buckets of an answer, and native buckets a metric is measured over.' })
  maxBuckets!: number;

  @Field(() => Int, { description: 'Metrics of a query.' })
  maxMetrics!: number;

  @Field(() => Int, { description: 'Milliseconds that a query may take.' })
  timeoutMs!: number;

  @Field(() => Int, { description: 'Rows of an export, in place of `maxRows`.' })
  maxExportRows!: number;

  @Field(() => Int, { description: 'Milliseconds that an export may take, to its last byte.' })
  maxExportMs!: number;
}
