import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from './scalars';

@ObjectType({ description: 'What a client may spend: points, of which an account fills up within a minute.' })
export class MetricRateLimit {
  @Field(() => Int, {
    description: 'Points that this request has cost: of all fields that were answered or refused before this one is.',
  })
  cost!: number;

  @Field(() => Int, { description: 'Points that are left.' })
  remaining!: number;

  @Field(() => DateTimeScalar, { description: 'When all of `limits.costPerMinute` is there again, if none is spent.' })
  resetAt!: string;
}
