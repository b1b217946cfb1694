import type { IncomingHttpHeaders } from 'node:http';
import type { Origins } from '../http/origins';

/**
 * True if a WebSocket comes from an allowed page. A browser lets any page open a WebSocket to any
 * server, and names the page's site in `origin`. The gateway accepts its own pages and the sites
 * that may read answers. Other clients send no `origin`. The caller must have checked `host`: a
 * page could give its own name the gateway's address.
 */
export function isAllowedOrigin({ origin, host }: IncomingHttpHeaders, allowed: Origins): boolean {
  if (origin === undefined || allowed === 'any' || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
