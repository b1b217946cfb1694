import type { IncomingHttpHeaders } from 'node:http';
import type { Origins } from '../http/origins';

/**
 * Whether a connection comes from where it may. A browser lets any page open a WebSocket anywhere and says only in `origin` which one it is:
 * pages of the server itself may, and those of the sites that may read answers. What is no browser names none.
 */
export function isAllowedOrigin({ origin, host }: IncomingHttpHeaders, allowed: Origins): boolean {
  if (origin === undefined || allowed === 'any' || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
