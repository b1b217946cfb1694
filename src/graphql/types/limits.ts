import { Field, Int, ObjectType } from 'type-graphql';
import type { Limits } from '../../model/registry';

@ObjectType('MetricLimits', { description: 'Bounds of one request; exceeding one is an error, never a cut.' })
export class LimitsType implements Limits {
  @Field(() => Int, { description: 'Rows of an answer.' })
  maxRows!: number;

  @Field(() => Int, { description: 'Buckets of an answer, and native buckets a metric is measured over.' })
  maxBuckets!: number;

  @Field(() => Int, { description: 'Metrics of a query.' })
  maxMetrics!: number;

  @Field(() => Int, { description: 'Milliseconds that a request may take, with all it asks for.' })
  timeoutMs!: number;

  @Field(() => Int, {
    description: 'Points that a request may cost, its statements and the writing of its answer together.',
  })
  maxCost!: number;

  @Field(() => Int, { description: 'Points that one client may spend in a minute.' })
  costPerMinute!: number;

  @Field(() => Int, { description: 'Words and signs of a document.' })
  maxTokens!: number;

  @Field(() => Int, { description: 'Fields of a document under another name, fragments written out.' })
  maxAliases!: number;

  @Field(() => Int, { description: 'Directives of a document, fragments written out.' })
  maxDirectives!: number;

  @Field(() => Int, { description: 'Rows of an export, in place of `maxRows`.' })
  maxExportRows!: number;

  @Field(() => Int, { description: 'Milliseconds that an export may take, to its last byte.' })
  maxExportMs!: number;
}
