import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { gatewayError } from '../../errors';
import { identityOf } from '../auth/identified';
import { ANONYMOUS, type Identity } from '../auth/identity';
import { MAX_REQUESTS, MAX_REQUESTS_PER_CLIENT } from './bounds';
import { HttpProblem } from './httpProblem';

/** A server that stops is usually replaced within seconds. */
const BACK_MS = 2_000;
/** Requests finish so fast that there is soon room again. */
const ROOM_MS = 1_000;

/**
 * Admits or rejects requests before any work on them. It rejects them if too many are running, or
 * if the server is stopping.
 */
export class Admission {
  private readonly byClient = new Map<string, number>();
  private all = 0;
  private isClosing = false;

  constructor(app: FastifyInstance) {
    app.addHook('preClose', async () => void (this.isClosing = true));
  }

  /** Hook for the start of requests. Errors: HttpProblem 503 with ENGINE_UNAVAILABLE. */
  readonly admit = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const client = clientOf(request);
    const own = this.byClient.get(client) ?? 0;
    if (this.isClosing) throw refused('the server is stopping', BACK_MS);
    if (this.all >= MAX_REQUESTS) throw refused(`${this.all} requests are being answered`, ROOM_MS);
    if (own >= MAX_REQUESTS_PER_CLIENT) throw refused(`${own} of your requests are being answered`, ROOM_MS);
    // The client left during its authentication: its `close` is over.
    if (reply.raw.destroyed) return;
    this.all += 1;
    this.byClient.set(client, own + 1);
    reply.raw.once('close', () => this.release(client));
  };

  private release(client: string): void {
    this.all -= 1;
    const own = this.byClient.get(client)! - 1;
    if (own === 0) this.byClient.delete(client);
    else this.byClient.set(client, own);
  }
}

/** Returns the name by which clients are distinguished: the proven subject, or else the address. */
export function clientOf(request: FastifyRequest): string {
  return clientBy(identityOf(request), request.ip);
}

export function clientBy({ subject }: Identity, address = ''): string {
  return subject === ANONYMOUS.subject ? address : subject;
}

function refused(reason: string, retryAfterMs: number): HttpProblem {
  return new HttpProblem(503, gatewayError('ENGINE_UNAVAILABLE', { refused: reason, retryAfterMs }));
}
