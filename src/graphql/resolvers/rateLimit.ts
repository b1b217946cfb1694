import { Ctx, Query, Resolver, type ClassType } from 'type-graphql';
import { writeInstant } from '../../time/writing';
import type { GraphqlContext } from '../context';
import { MetricRateLimit } from '../types/rateLimit';

/** The root field `rateLimit`, which waits for the fields beside it. */
export function rateLimitResolver(): ClassType {
  @Resolver()
  class RateLimitResolver {
    @Query(() => MetricRateLimit, {
      description: 'The cost of this request, and the points that are left. It is answered after all other fields.',
    })
    async rateLimit(@Ctx() { asker, gateway, running }: GraphqlContext): Promise<MetricRateLimit> {
      await running.settled();
      const { spent, account } = asker.budget;
      const resetAt = writeInstant(account.resetAt, gateway.registry.timeZone);
      return { cost: spent, remaining: account.remaining, resetAt };
    }
  }
  return RateLimitResolver;
}
