const SOONEST_MS = 200;
const LATEST_MS = 15_000;

/** Milliseconds after which to ask again what will not be answered for about so long. Spread: those who are refused together shall not come back together. */
export function retryAfter(milliseconds: number): number {
  return Math.round(Math.min(Math.max(milliseconds, SOONEST_MS), LATEST_MS) * (1 + Math.random()));
}
