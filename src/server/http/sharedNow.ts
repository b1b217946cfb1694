import type { FastifyRequest } from 'fastify';

/**
 * The moments that requests in flight take for now. One that comes while the very same is being answered takes the moment of that one:
 * so they ask for the same of the database, which is done once, and neither gets an answer that is older than it would get alone.
 */
export class SharedNow {
  private readonly known = new Map<string, number>();

  /** The moment of a request that comes at `now` and is being answered until `answered` is called. */
  begin(request: FastifyRequest, now: number): { readonly now: number; answered(): void } {
    const question = JSON.stringify([request.url, request.body ?? null]);
    const shared = this.known.get(question);
    // Only the first keeps it: no chain of requests may hold a moment for ever.
    if (shared !== undefined) return { now: shared, answered: () => undefined };
    this.known.set(question, now);
    return { now: now, answered: () => void this.known.delete(question) };
  }
}
