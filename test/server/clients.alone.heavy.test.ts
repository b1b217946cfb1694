import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { loadRegistry } from '../../src/registry/load';
import type { ClientTimeouts } from '../../src/server/http/bounds';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { until } from '../eventually';
import { held, megabytes, untilHeld } from './heap';
import { listening, question, type Listening } from './listeningServer';
import { head, onConnection, trickle, whole } from './rawConnection';

/**
 * Clients that send too much, broken or slow requests, or read nothing. Each gets an error or is
 * disconnected, leaves nothing behind, and other clients are answered meanwhile.
 */
const CLIENTS = Number(process.env['BAD_CLIENTS'] ?? 40);
const PATIENCE: ClientTimeouts = { arrivalMs: 1_200, readingMs: 1_000 };

let database: FreshDatabase;
/** `server` has the usual timeouts; those of `hasty` are short. */
let server: Listening;
let hasty: Listening;
beforeAll(async () => {
  database = await productDatabase('none');
  server = await listening(database.url, { connections: 3 });
  hasty = await listening(database.url, { connections: 3, patience: PATIENCE });
});
afterAll(async () => {
  await server.close();
  await hasty.close();
  await database.drop();
});

const MEGABYTE = 2 ** 20;
const QUERY = JSON.stringify({ query: question(1) });
const nested = (depth: number) => `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`;
const FILTERED =
  'query ($w: MetricDimensionFilter) { metrics(range: { last: 1, unit: DAY }, where: $w) { rows { values { tasks } } } }';
const inline = (depth: number) =>
  `{ metrics(range: { last: 1, unit: DAY }, where: ${'{ not: '.repeat(depth)}{}${'}'.repeat(depth)}) { rows { values { tasks } } } }`;
const chunked = (part: Buffer) =>
  Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);

/** What a client sends, the status that it gets, and the error code. */
const BAD: Readonly<Record<string, [write: (socket: Socket) => Promise<void> | void, status: number, code: string]>> = {
  'ten megabytes, as it says': [
    (socket) => void socket.write(whole(Buffer.alloc(10 * MEGABYTE, ' '))),
    413,
    'REQUEST_TOO_LARGE',
  ],
  'ten megabytes, bit by bit, and no word of how many': [
    async (socket) => {
      socket.write(head('transfer-encoding: chunked'));
      for (let sent = 0; sent < 10 && !socket.destroyed; sent++) {
        socket.write(chunked(Buffer.alloc(MEGABYTE, ' ')));
        await pause(5);
      }
    },
    413,
    'REQUEST_TOO_LARGE',
  ],
  'a filter a thousand levels deep, in a variable': [
    (socket) => void socket.write(whole(`{"query":${JSON.stringify(FILTERED)},"variables":{"w":${nested(1_000)}}}`)),
    200,
    'BAD_FILTER',
  ],
  'a filter a thousand levels deep, in the document': [
    (socket) => void socket.write(whole(JSON.stringify({ query: inline(1_000) }))),
    200,
    'BAD_FILTER',
  ],
  'variables ten thousand levels deep': [
    (socket) => void socket.write(whole(`{"query":${JSON.stringify(FILTERED)},"variables":{"w":${nested(10_000)}}}`)),
    400,
    'BAD_USER_INPUT',
  ],
  'lists ten thousand levels deep': [
    (socket) =>
      void socket.write(
        whole(`{"query":"{ __typename }","variables":{"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`),
      ),
    400,
    'BAD_USER_INPUT',
  ],
  'JSON that is cut': [(socket) => void socket.write(whole(QUERY.slice(0, -2))), 400, 'BAD_REQUEST'],
  'bytes that are no UTF-8': [
    (socket) =>
      void socket.write(
        whole(
          Buffer.concat([
            Buffer.from('{"query":"{ a'),
            Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
            Buffer.from(' }"}'),
          ]),
        ),
      ),
    400,
    'GRAPHQL_PARSE_FAILED',
  ],
  'nothing but bytes': [(socket) => void socket.write(whole(Buffer.from([0xff, 0xfe, 0, 1]))), 400, 'BAD_REQUEST'],
  'more than it says': [(socket) => void socket.write(`${head('content-length: 10')}${QUERY}`), 400, 'BAD_REQUEST'],
  'less than it says': [(socket) => void socket.write(`${head('content-length: 5000')}${QUERY}`), 408, 'BAD_REQUEST'],
  'a length that is none': [(socket) => void socket.write(`${head('content-length: -1')}${QUERY}`), 400, 'BAD_REQUEST'],
  'two lengths': [
    (socket) => void socket.write(`${head('content-length: 5', 'content-length: 6')}${QUERY}`),
    400,
    'BAD_REQUEST',
  ],
  'a length and chunks': [
    (socket) => void socket.write(`${head('content-length: 5', 'transfer-encoding: chunked')}${QUERY}`),
    400,
    'BAD_REQUEST',
  ],
  'a body that trickles in': [
    (socket) => trickle(socket, String(whole(QUERY)), { bytes: 20, everyMs: 400 }),
    408,
    'BAD_REQUEST',
  ],
  'a head that trickles in': [(socket) => trickle(socket, head(), { bytes: 2, everyMs: 200 }), 408, 'BAD_REQUEST'],
  'nothing at all': [() => undefined, 408, 'BAD_REQUEST'],
};

const known = async (from = server) => {
  const { data, tookMs } = await from.ask(question(1));
  expect(data!['metrics'].rows).toEqual([{ values: { tasks: 0 } }]);
  return tookMs;
};

test.each(Object.keys(BAD))('a bad request gets its status and code: %s', async (name) => {
  const [write, status, code] = BAD[name]!;
  const asked = status === 408 ? hasty : server;
  const ended = await onConnection(asked.url, write);
  expect([ended.status, ended.codes[0] ?? '']).toEqual([status, code]);
  await known(asked);
});

test('a connection that is cut in the middle of a body leaves nothing behind', async () => {
  for (const cut of [10, 120, QUERY.length]) {
    const accepted = once(server.app.server, 'connection') as Promise<[Socket]>;
    await onConnection(server.url, async (socket) => {
      const [atServer] = await accepted;
      socket.write(whole(QUERY).subarray(0, cut));
      await until(() => atServer.bytesRead === cut);
      socket.resetAndDestroy();
    });
  }
  await known();
});

/** An answer larger than the system's buffers: the statement of forty metrics, 190 times. */
function hugeQuestion(): string {
  const metrics = [...loadRegistry('schema/model').metrics.keys()].slice(0, 40);
  const times = Array.from({ length: 190 }, (_, index) => `s${index}: literalSql`);
  return `{ metrics(range: { last: 1, unit: YEAR }, select: [${metrics.join(' ')}]) { plan { ${times.join(' ')} } } }`;
}

/**
 * Sends a query and reads nothing. Returns the time from the answer to the disconnect, and the
 * bytes that waited then.
 */
async function takesNothing(): Promise<{ tookMs: number; waiting: number }> {
  const { hostname, port } = new URL(hasty.url);
  const accepted = once(hasty.app.server, 'connection') as Promise<[Socket]>;
  const client = connect(Number(port), hostname).pause();
  const [socket] = await accepted;
  client.on('error', () => undefined);
  // Counts from the first byte of the answer.
  let began = NaN;
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  socket.write = (...given: unknown[]) => {
    if (Number.isNaN(began)) began = performance.now();
    return write(...given);
  };
  client.write(whole(JSON.stringify({ query: hugeQuestion() })));
  const closed = once(socket, 'close');
  let waiting = 0;
  socket.once('timeout', () => (waiting = socket.writableLength));
  await closed;
  client.destroy();
  return { tookMs: performance.now() - began, waiting };
}

test('a client that does not read its answer is disconnected, and the answer is freed', async () => {
  await takesNothing();
  const before = await held();
  const all = [await takesNothing(), ...(await Promise.all([takesNothing(), takesNothing()]))];
  const after = await untilHeld(before + 10 * MEGABYTE);
  const took = Math.round(Math.max(...all.map(({ tookMs }) => tookMs)));
  const waiting = Math.min(...all.map((one) => one.waiting));
  process.stdout.write(
    `A client that reads nothing of ${megabytes(waiting)} is disconnected after ${took} ms; held before and after: ${megabytes(before, after)}.\n`,
  );
  expect(waiting).toBeGreaterThan(MEGABYTE);
  expect(Math.min(...all.map(({ tookMs }) => tookMs))).toBeGreaterThan(PATIENCE.readingMs * 0.9);
  await known(hasty);
});

test(`${CLIENTS} bad clients at once do not keep others from their answers`, async () => {
  const round = async () => {
    const names = Object.keys(BAD);
    const bad = Promise.all(
      Array.from({ length: CLIENTS }, (_, index) => onConnection(hasty.url, BAD[names[index % names.length]!]![0])),
    );
    let isOver = false;
    void bad.then(() => (isOver = true));
    const waits: number[] = [];
    while (!isOver) {
      waits.push(await known(hasty));
      await pause(20);
    }
    return { ended: await bad, waits };
  };
  await round();
  const before = await held();
  const { ended, waits } = await round();
  const after = await untilHeld(before + 10 * MEGABYTE);
  const longest = Math.round(Math.max(...waits));
  process.stdout.write(
    `${waits.length} others were answered meanwhile, the slowest after ${longest} ms; held: ${megabytes(before, after)}.\n`,
  );
  expect(ended.filter(({ status }) => status === null || status >= 500)).toEqual([]);
  // A query that came after all of these is answered before the last of them is disconnected.
  expect(waits.length).toBeGreaterThan(1);
});
