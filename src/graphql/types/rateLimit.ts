import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from './scalars';

@ObjectType({ description: 'The points that a client can spend. They refill within a minute.' })
export class MetricRateLimit {
  @Field(() => Int, {
    description: 'The points that this request has cost. Work that was rejected costs nothing.',
  })
  cost!: number;

  @Field(() => Int, { description: 'The points that are left.' })
  remaining!: number;

  @Field(() => DateTimeScalar, {
    description: 'The moment when all points of `limits.costPerMinute` are available again, if the client spends none.',
  })
  resetAt!: string;
}
