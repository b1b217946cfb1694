import type { FastifyRequest } from 'fastify';
import { gatewayError } from '../../errors';
import { HttpProblem } from './httpProblem';

/** A small body that is compressed may be a huge one: what is read is bounded, and so is not unpacked. */
export async function refuseCompressed({ headers }: FastifyRequest): Promise<void> {
  const value = headers['content-encoding'];
  if (value === undefined || value === 'identity') return;
  const problem = { header: 'content-encoding', value, supported: 'identity, or leave it out' };
  throw new HttpProblem(415, gatewayError('UNSUPPORTED_MEDIA_TYPE', problem));
}
