import type { FastifyReply } from 'fastify';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Deadline } from '../../engine/deadline';
import type { ReportInternal } from '../../graphql/errors';
import { reference } from '../http/reference';

/** The engine's own deadline comes first and gives the better error. */
const GRACE_MS = 500;
/** The longest delay of a timer. */
const LONGEST_MS = 2 ** 31 - 1;

/** Sends a file as the reply to one request. It either finishes in time or visibly breaks off. */
export class Delivery {
  private readonly over = new AbortController();

  constructor(
    private readonly reply: FastifyReply,
    private readonly report: ReportInternal,
  ) {
    // The client may have left already, during its authentication.
    if (reply.raw.destroyed) this.over.abort();
    else reply.raw.once('close', () => this.over.abort());
  }

  /**
   * Aborts when the reply is over, whether complete or not. Before the reply begins, that means
   * that the client left.
   */
  get signal(): AbortSignal {
    return this.over.signal;
  }

  send(text: Readable, headers: Readonly<Record<string, string>>, deadline: Deadline): FastifyReply {
    text.once('error', (error) => this.breakOff(error));
    // The engine's deadline ends with its last row, but a slow client may still be reading.
    const left = Math.min(Math.max(0, deadline.left) + GRACE_MS, LONGEST_MS);
    const timer = setTimeout(() => this.breakOff(deadline.error()), left);
    this.signal.addEventListener('abort', () => clearTimeout(timer));
    return this.reply.headers(headers).send(text);
  }

  /**
   * Breaks the connection so that no client takes this for the end of the file. The last chunk is
   * missing, and the connection is reset: proxies still speak HTTP/1.0, where a file ends with its
   * connection.
   */
  private breakOff(error: Error): void {
    // The client has left. Its connection may be destroyed before the reply is closed.
    if (this.signal.aborted || this.reply.raw.socket?.destroyed !== false) return;
    this.report(reference(), error);
    const { raw } = this.reply;
    // Until the head is sent, Fastify would reply with an error under the headers of a file.
    if (!raw.headersSent) raw.flushHeaders();
    if (raw.socket instanceof Socket) raw.socket.resetAndDestroy();
    else raw.destroy();
  }
}
