const SOONEST_MS = 200;
const LATEST_MS = 15_000;

/**
 * The milliseconds after which a rejected client may try again. They are random, so that clients
 * that were rejected together do not return together.
 */
export function retryAfter(milliseconds: number): number {
  return Math.round(Math.min(Math.max(milliseconds, SOONEST_MS), LATEST_MS) * (1 + Math.random()));
}
