import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewayError } from '../../errors';
import { errorsBody } from '../http/httpProblem';

/** Ends a connection that wanted to become another with a word, as it would be answered over HTTP. */
export function refuseUpgrade(socket: Duplex, status: string, error: GatewayError): void {
  const body = errorsBody(error);
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/**
 * Answers a request as if it had not offered to go on in another protocol, such as `h2c`, which some clients do with every request. Once anybody listens for
 * upgrades, Node reads no more of such a connection: it is given back what it had read, without the offer.
 */
export function declineUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  const raw = request.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    if (!OFFER.has(raw[index]!.toLowerCase())) lines.push(`${raw[index]}: ${raw[index + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

const OFFER: ReadonlySet<string> = new Set(['upgrade', 'connection', 'http2-settings']);
