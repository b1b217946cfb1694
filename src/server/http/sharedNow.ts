import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/**
 * The moment that requests in flight use as now. A request takes the moment of an equal one that is
 * still running. So both have the same statement, which runs once. No answer is older than the
 * first request, which was still running when the second arrived.
 */
export class SharedNow {
  private readonly known = new Map<string, number>();

  /**
   * Returns the moment of a request that arrives at `now`. The request runs until `answered` is
   * called.
   */
  begin(request: FastifyRequest, now: number): { readonly now: number; answered(): void } {
    // A hash, because a body may have a megabyte.
    const question = createHash('sha256')
      .update(JSON.stringify([request.url, request.body ?? null]))
      .digest('base64');
    const shared = this.known.get(question);
    // Only the first request stores the moment. So a chain of requests cannot keep it forever.
    if (shared !== undefined) return { now: shared, answered: () => undefined };
    this.known.set(question, now);
    return { now: now, answered: () => void this.known.delete(question) };
  }

  /** The number of different requests in flight. */
  get size(): number {
    return this.known.size;
  }
}
