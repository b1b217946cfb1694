import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a connection ended, from the client's side. */
export interface Ended {
  /** Everything that came back. */
  readonly text: string;
  /** The status of the first answer; null: there was none. */
  readonly status: number | null;
  /** The codes of the errors that came back. */
  readonly codes: readonly string[];
  readonly tookMs: number;
}

/**
 * Opens a connection and calls `write` with it. Returns what came back, once the server has hung up
 * or its answer is complete.
 */
export async function onConnection(url: string, write: (socket: Socket) => Promise<void> | void): Promise<Ended> {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  let answered: () => void = () => undefined;
  const answer = new Promise<void>((resolve) => (answered = resolve));
  socket.setEncoding('utf8').on('data', (part) => {
    text += String(part);
    if (isWhole(text)) answered();
  });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await write(socket);
  await Promise.race([closed, answer]);
  socket.destroy();
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
  const codes = [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code!);
  return { text, status: status === undefined ? null : Number(status), codes, tookMs: performance.now() - began };
}

/** Whether an answer has all the bytes that its head announces. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  const [, length] = /^content-length: (\d+)/im.exec(text.slice(0, Math.max(0, end))) ?? [];
  return length !== undefined && Buffer.byteLength(text.slice(end + 4)) >= Number(length);
}

/** The head of a POST to `/graphql`. */
export function head(...more: readonly string[]): string {
  const lines = ['POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', ...more];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A complete request. */
export function whole(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(head(`content-length: ${bytes.length}`)), bytes]);
}

/** Writes a few bytes at a time, as long as the other side is connected. */
export async function trickle(
  socket: Socket,
  text: string,
  { bytes, everyMs }: { bytes: number; everyMs: number },
): Promise<void> {
  for (let at = 0; at < text.length && !socket.destroyed; at += bytes) {
    socket.write(text.slice(at, at + bytes));
    await pause(everyMs);
  }
}
