import type { Socket } from 'node:net';
import { gatewayError, type GatewayError } from '../../errors';
import { badRequest, errorsBody } from './httpProblem';

/**
 * Answers a connection whose data is not HTTP or arrives too slowly. There is no request to reply
 * to, so this writes a response and ends the connection.
 */
export function answerBadConnection(error: Error & { code?: string }, socket: Socket): void {
  // The client has left.
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, problem] = inWords(error.code);
  const body = errorsBody(problem);
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

function inWords(code: string | undefined): [status: string, problem: GatewayError] {
  switch (code ?? '') {
    case 'HPE_HEADER_OVERFLOW': {
      const hint = 'POST a long query instead of writing it into the address.';
      const problem = gatewayError('REQUEST_TOO_LARGE', { what: 'The head of the request', max: '16384 bytes', hint });
      return ['431 Request Header Fields Too Large', problem];
    }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', badRequest('The request did not arrive in time.', 'Send it again, all at once.')];
    default:
      return ['400 Bad Request', badRequest('This is not an HTTP request.')];
  }
}
