import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { endlessGrace, startServer } from '../server/startServer';
import { until } from '../eventually';
import { overEvents, overWebSocket } from './liveServer';

/** A server stops while subscriptions are open. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase('none');
});
afterAll(() => database.drop());

const QUERY = 'subscription { metricsChanged(range: { last: 1, unit: DAY }) { rows { values { tasks } } } }';
const open = () =>
  process
    .getActiveResourcesInfo()
    .filter((name) => /TCP|Pipe|Process|Worker|MessagePort/.test(name))
    .sort();

/** The handles that are open now and were not open before. */
function added(before: readonly string[]): string[] {
  const left = [...before];
  return open().filter((name) => {
    const known = left.indexOf(name);
    if (known >= 0) left.splice(known, 1);
    return known < 0;
  });
}

/** A WebSocket that answers nothing, not even a close frame. */
async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const offer = [
    'GET /graphql HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
  ];
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  socket.write(`${[...offer, key, 'Sec-WebSocket-Protocol: graphql-transport-ws'].join('\r\n')}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toContain('101 Switching Protocols');
  return socket;
}

test('on a stop, subscriptions end so that clients reconnect, the server waits for none, nothing stays open', async () => {
  const before = open();
  const server = await startServer({ DATABASE_URL: database.url });
  const port = Number(new URL(server.url).port);
  const readings = [overWebSocket(port, QUERY), overEvents(`${server.url}/graphql`, QUERY, {})];
  for (const reading of readings) expect((await reading.next()).errors).toBeUndefined();
  // A client that does not answer the close.
  const mute = await opened(port);
  const restore = endlessGrace();
  await server.close();
  restore();
  expect(await readings[0]!.ended).toMatchObject({ code: 1001, reason: 'Going away' });
  expect(String(await readings[1]!.ended)).toContain('Connection closed while having active streams');
  mute.destroy();
  await until(() => added(before).length === 0);
  expect(server.complained).toEqual([]);
});
