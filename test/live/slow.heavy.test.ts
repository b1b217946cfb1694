import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { until } from '../eventually';
import { watched } from '../graphql/watchedEngine';
import { liveServer, type LiveServer } from './liveServer';

/**
 * Clients that read slowly: they get the newest answer, nothing piles up, and in the end they are
 * disconnected.
 */
let server: LiveServer;
const watch = watched();
beforeAll(async () => {
  server = await liveServer({ http: { streams: { pingMs: 400 } }, through: watch.through });
});
afterAll(() => server.close());

// Some megabytes, more than network buffers hold: a year's hour boundaries, many times.
const PARAMETERS = Array.from({ length: 24 }, (_, index) => `p${index}: parameters`).join(' ');
const LARGE = `subscription { metricsChanged(range: { from: "2026-01-01", through: "2026-12-31" }, grain: HOUR) {
  totals { values { tokens_consumed } } plan { ${PARAMETERS} }
} }`;

const change = (amount: number) => server.write(`update task_generate_log set token_consumed = ${amount} where id = 9`);

/** The number of connections that the server still has. */
const held = () => new Promise<number>((resolve) => server.app.server.getConnections((_, count) => resolve(count)));

test('a WebSocket that its client does not read is closed, and no answer piles up for it', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  const before = await held();
  socket.pause();
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: LARGE } }));
  for (let index = 0; index < 4; index += 1) await change(index);
  await until(async () => (await held()) < before);
  socket.terminate();
});

test('a client that does not read but keeps sending is closed at once', async () => {
  const strict = await liveServer({ http: { streams: { pingMs: 600_000, waitingBytes: 1024 * 1024 } } });
  const socket = new WebSocket(`ws://127.0.0.1:${strict.port}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  await once(socket, 'open');
  socket.pause();
  const ping = JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(1024 * 1000) } });
  const held = () => new Promise<number>((resolve) => strict.app.server.getConnections((_, count) => resolve(count)));
  await until(async () => {
    if (socket.readyState === socket.OPEN) socket.send(ping);
    return (await held()) === 0;
  });
  socket.terminate();
  await strict.close();
});

test('a stream of events that its client does not read is ended', async () => {
  const socket = await asking();
  const before = await held();
  socket.pause();
  for (let index = 0; index < 4; index += 1) {
    // Each change gives a new answer, unless the connection has ended already.
    const { ended } = watch;
    await change(index);
    await until(async () => watch.ended > ended || (await held()) < before);
  }
  await until(async () => (await held()) < before);
  socket.destroy();
});

test('a client that reads again in time gets the newest answer', async () => {
  const patient = await liveServer({ http: { streams: { pingMs: 2_000 } } });
  const write = (amount: number) =>
    patient.write(`update task_generate_log set token_consumed = ${amount} where id = 9`);
  const reading = patient.read(
    'subscription { metricsChanged(range: { from: "2026-03-02", through: "2026-03-08" }) { totals { values { tokens_consumed } } } }',
  );
  await reading.next();
  await write(10_000_001);
  expect((await reading.next()).data).toMatchObject({
    metricsChanged: { totals: { values: { tokens_consumed: expect.any(Number) } } },
  });
  // The server has pinged it as often as the later connection, and it is still open.
  let greeted = 0;
  const later = new WebSocket(`ws://127.0.0.1:${patient.port}/graphql`, 'graphql-transport-ws');
  later.on('ping', () => (greeted += 1));
  await once(later, 'open');
  later.send('{"type":"connection_init"}');
  await until(() => greeted === 2);
  later.close();
  await write(10_000_002);
  await reading.next();
  reading.leave();
  await patient.close();
});

async function asking(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  const body = JSON.stringify({ query: LARGE });
  const head = [
    'POST /graphql HTTP/1.1',
    'Host: x',
    'Accept: text/event-stream',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  await once(socket, 'data');
  return socket;
}
