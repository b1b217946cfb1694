import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewayError } from '../../errors';
import { errorsBody } from '../http/httpProblem';

/** Ends a connection that requests an upgrade, with the response that HTTP would send. */
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
 * Answers a request as if it had not offered another protocol. Some clients offer `h2c` with every
 * request. If there is a listener for upgrades, Node stops parsing such a connection. So this
 * function puts the request back into the socket without the upgrade headers, and Node handles it
 * as a new connection.
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
