import type { FastifyRequest } from 'fastify';
import { gatewayError } from '../../errors';
import { HttpProblem } from './httpProblem';

/**
 * Rejects a compressed body, because a small one could become a huge one. Only the size of unpacked
 * bodies is limited.
 */
export async function refuseCompressed({ headers }: FastifyRequest): Promise<void> {
  const value = headers['content-encoding'];
  if (value === undefined || value === 'identity') return;
  const problem = { header: 'content-encoding', value, supported: 'identity, or leave it out' };
  throw new HttpProblem(415, gatewayError('UNSUPPORTED_MEDIA_TYPE', problem));
}
