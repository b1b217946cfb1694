import type { FastifyRequest } from 'fastify';
import { gatewayError } from '../../errors';
import { HttpProblem } from '../http/httpProblem';
import type { Origins } from '../http/origins';

/**
 * Refuses a GET that a browser sends for the page of another site: it could not read the answer, but make the database work for it. Browsers
 * say for whom they ask, and do not let a page say otherwise; what is no browser says nothing. A link on a page of the gateway's own, or of a site that may read
 * answers, is followed, and so is an address that a person has typed. POST needs no such look: a page of another site cannot send JSON without leave.
 */
export function refuseForeignPages(allowed: Origins): (request: FastifyRequest) => Promise<void> {
  return async ({ method, headers }) => {
    if (method === 'POST' || headers['apollo-require-preflight'] !== undefined) return;
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    if (allowed === 'any' || allowed.includes(originOf(headers.referer))) return;
    throw new HttpProblem(
      400,
      gatewayError('BAD_REQUEST', {
        problem: 'The request is one that any page could make a browser send.',
        hint: 'POST it as content-type application/json, or send the header `apollo-require-preflight: true` with a GET.',
      }),
    );
  };
}

function originOf(address: string | undefined): string {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : '';
}
