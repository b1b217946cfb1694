import { Field, Int, ObjectType } from 'type-graphql';
import type { Limits } from '../../model/registry';

@ObjectType('MetricLimits', {
  description: 'The limits of one request. Exceeding one is an error; the gateway never truncates an answer.',
})
export class LimitsType implements Limits {
  @Field(() => Int, { description: 'Maximum rows of an answer.' })
  maxRows!: number;

  @Field(() => Int, {
    description:
      'Maximum buckets of an answer. The native buckets in which a metric is measured have the same maximum.',
  })
  maxBuckets!: number;

  @Field(() => Int, { description: 'Maximum metrics of a query.' })
  maxMetrics!: number;

  @Field(() => Int, { description: 'Maximum duration of a request with all its fields, in milliseconds.' })
  timeoutMs!: number;

  @Field(() => Int, {
    description: 'Maximum cost of a request, in points: its SQL statements and the fields of its answer together.',
  })
  maxCost!: number;

  @Field(() => Int, { description: 'Points that a client may spend in a minute.' })
  costPerMinute!: number;

  @Field(() => Int, { description: 'Maximum tokens of a document (words and punctuation).' })
  maxTokens!: number;

  @Field(() => Int, { description: 'Maximum aliases of a document. A fragment counts at each spread.' })
  maxAliases!: number;

  @Field(() => Int, { description: 'Maximum directives of a document. A fragment counts at each spread.' })
  maxDirectives!: number;

  @Field(() => Int, { description: 'Maximum rows of an export, instead of `maxRows`.' })
  maxExportRows!: number;

  @Field(() => Int, { description: 'Maximum duration of an export until its last byte, in milliseconds.' })
  maxExportMs!: number;

  @Field(() => Int, {
    description: 'Milliseconds that an answer may be older than the data. 0: no answer is older.',
  })
  maxAgeMs!: number;
}
