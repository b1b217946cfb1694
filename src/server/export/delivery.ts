import type { FastifyReply } from 'fastify';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Deadline } from '../../engine/deadline';
import type { ReportInternal } from '../../graphql/errors';
import { reference } from '../http/reference';

/** The engine ends what takes too long a moment earlier, and says so. */
const GRACE_MS = 500;
/** The longest a timer can be set to. */
const LONGEST_MS = 2 ** 31 - 1;

/** The reply to one request as a file: it comes to its end in time, or is seen to have none. */
export class Delivery {
  private readonly over = new AbortController();

  constructor(
    private readonly reply: FastifyReply,
    private readonly report: ReportInternal,
  ) {
    reply.raw.once('close', () => this.over.abort());
  }

  /** Aborts when the reply is over, whole or not, also before it has begun: then its reader has gone. */
  get signal(): AbortSignal {
    return this.over.signal;
  }

  send(text: Readable, headers: Readonly<Record<string, string>>, deadline: Deadline): FastifyReply {
    text.once('error', (error) => this.breakOff(error));
    // The engine knows no time after its last row, which may still wait for who reads.
    const left = Math.min(Math.max(0, deadline.left) + GRACE_MS, LONGEST_MS);
    const timer = setTimeout(() => this.breakOff(deadline.error()), left);
    this.signal.addEventListener('abort', () => clearTimeout(timer));
    return this.reply.headers(headers).send(text);
  }

  /**
   * Ends the connection such that nobody takes it for the end of the file: without the last chunk, and by a reset, as the files of HTTP/1.0,
   * which proxies still speak, end with their connection.
   */
  private breakOff(error: Error): void {
    if (this.signal.aborted) return;
    this.report(reference(), error);
    const { raw } = this.reply;
    // As long as no head is sent, Fastify would reply with an error, under the headers of a file.
    if (!raw.headersSent) raw.flushHeaders();
    if (raw.socket instanceof Socket) raw.socket.resetAndDestroy();
    else raw.destroy();
  }
}
