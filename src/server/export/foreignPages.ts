import type { FastifyRequest } from 'fastify';
import { gatewayError } from '../../errors';
import { isLink } from '../auth/identified';
import { HttpProblem } from '../http/httpProblem';
import type { Origins } from '../http/origins';

/**
 * Rejects a GET that a browser sends for a page of another site. Such a page cannot read the
 * answer, but could load the database. Browsers name the site in `sec-fetch-site`, and pages cannot
 * change that; other clients do not send it. The gateway accepts links on its own pages and on
 * allowed sites, addresses that a person types, and signed links: only a page that has one can send
 * it. POST needs no check: a page of another site cannot send JSON without permission.
 */
export function refuseForeignPages(allowed: Origins): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const { method, headers } = request;
    if (method === 'POST' || headers['apollo-require-preflight'] !== undefined || isLink(request)) return;
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    if (allowed === 'any' || allowed.includes(originOf(headers.referer))) return;
    throw new HttpProblem(
      400,
      gatewayError('BAD_REQUEST', {
        problem: 'Any web page could make a browser send this request.',
        hint: 'POST it with the content-type application/json, or GET it with the header `apollo-require-preflight: true`.',
      }),
    );
  };
}

function originOf(address: string | undefined): string {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : '';
}
