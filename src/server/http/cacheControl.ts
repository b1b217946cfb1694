import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Keeping } from '../../answer/kept/keptAnswers';

/** Everything that a client may be recognized by, so that no cache gives its answer to another. */
const CALLER = ['authorization', 'x-api-key', 'metergate-claims'];

/**
 * How old an answer may be, from the `cache-control` of a request: `max-age` in seconds. `no-cache`
 * and `no-store` mean 0. Without these, the registry decides alone.
 */
export function keepingOf(headers: IncomingHttpHeaders): Keeping {
  const directives = (headers['cache-control'] ?? '').toLowerCase().split(',');
  const ages = directives.flatMap((directive) => {
    const [name = '', value = ''] = directive.trim().split('=');
    if (name === 'no-cache' || name === 'no-store') return [0];
    return name === 'max-age' && /^\d{1,9}$/.test(value) ? [Number(value) * 1_000] : [];
  });
  return { maxAgeMs: ages.length === 0 ? null : Math.min(...ages) };
}

/** Adds names of headers to `vary`. */
export function addVary(reply: FastifyReply, names: readonly string[]): void {
  const existing = reply.getHeader('vary');
  void reply.header('vary', [...(existing === undefined ? [] : [String(existing)]), ...names].join(', '));
}

/**
 * The headers of an answer that a browser may keep, if it asks each time whether it is still the
 * answer.
 */
export function cachingOf(reply: FastifyReply, etag: string): Readonly<Record<string, string>> {
  addVary(reply, CALLER);
  return { 'cache-control': 'private, no-cache', etag };
}

/** The tag of an answer as it is written. */
export function tagOf(parts: readonly string[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}"`;
}

/** The tags of the answers that a client has. */
export function knownTags({ headers }: FastifyRequest): readonly string[] {
  return (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
