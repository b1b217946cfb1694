import { Ctx, Field, Int, ObjectType, Query, Resolver, type ClassType } from 'type-graphql';
import { writeInstant } from '../../time/writing';
import type { GraphqlContext } from '../context';
import { DateTimeScalar } from '../types/scalars';

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

/** The root field `rateLimit`, which waits for the fields beside it. */
export function rateLimitResolver(): ClassType {
  @Resolver()
  class RateLimitResolver {
    @Query(() => MetricRateLimit, {
      description: 'What this request costs its client, and what is left. Beside other fields it is answered last.',
    })
    async rateLimit(@Ctx() { asker, gateway, settled }: GraphqlContext): Promise<MetricRateLimit> {
      await settled();
      const { spent, account } = asker.budget;
      const resetAt = writeInstant(account.resetAt, gateway.registry.timeZone);
      return { cost: spent, remaining: account.remaining, resetAt };
    }
  }
  return RateLimitResolver;
}
