import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createClient } from 'graphql-ws';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { until } from '../eventually';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { liveServer, type LiveServer } from './liveServer';

/** A client of a stream must authenticate, as over HTTP. */
const SECRET = 'a secret of the tests, of more than thirty-two bytes';
const KEY = newKey();
const GUEST = newKey();
const QUERY =
  'subscription { metricsChanged(range: { from: "2026-03-02", through: "2026-03-08" }) { totals { values { tasks } } } }';
let directory: { path: string; remove(): Promise<void> };
let server: LiveServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(file, JSON.stringify({ keys: [{ name: 'board', sha256: hashOf(KEY) }] }));
  const env: Record<string, string> = {
    API_KEYS_FILE: file,
    JWT_SECRET: SECRET,
    JWT_ISSUER: 'https://login.example.com/',
    JWT_AUDIENCE: 'metergate',
  };
  server = await liveServer({ http: { auth: readAuth((name) => env[name]) } });
});
afterAll(async () => {
  await server.close();
  await directory.remove();
});

/** The first answer, or the code that the connection was closed with. */
function first(connectionParams: Record<string, unknown>, headers: Record<string, string> = {}) {
  class Client extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers });
    }
  }
  const url = server.httpUrl.replace(/^http/, 'ws');
  const client = createClient({ url, webSocketImpl: Client, connectionParams, retryAttempts: 0 });
  return new Promise<unknown>((resolve) => {
    client.subscribe(
      { query: QUERY },
      {
        next: (result) => {
          resolve(result.data);
          void client.dispose();
        },
        error: (closed) => resolve((closed as { code?: number }).code ?? closed),
        complete: () => undefined,
      },
    );
  });
}

const token = (seconds: number) =>
  new SignJWT({ sub: 'someone' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('https://login.example.com/')
    .setAudience('metergate')
    .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
    .sign(new TextEncoder().encode(SECRET));

test('a client authenticates in the first message, or by headers if it can set them', async () => {
  const answered = { metricsChanged: expect.anything() };
  expect(await first({ authorization: `Bearer ${KEY}` })).toEqual(answered);
  expect(await first({ Authorization: `Bearer ${await token(600)}` })).toEqual(answered);
  expect(await first({}, { 'x-api-key': KEY })).toEqual(answered);
});

test('a client without valid credentials is closed with the code for Forbidden', async () => {
  expect(await first({})).toBe(4403);
  expect(await first({ authorization: `Bearer ${newKey()}` })).toBe(4403);
  // The first message overrides the headers.
  expect(await first({ 'x-api-key': newKey() }, { 'x-api-key': KEY })).toBe(4403);
});

test('events need the credentials that every HTTP request needs', async () => {
  const ask = (headers: Record<string, string>) =>
    fetch(server.httpUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query: QUERY }),
    });
  expect((await ask({})).status).toBe(401);
  const answered = await ask({ 'x-api-key': KEY });
  expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await answered.body!.cancel();
});

test('a connection ends when its token expires', async () => {
  const socket = new WebSocket(server.httpUrl.replace(/^http/, 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  // A token is accepted for 30 seconds more, as clocks differ. This connection still ends at once.
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${await token(-1)}` } }));
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  expect([code, String(reason)]).toEqual([4403, 'Your token or API key is no longer valid.']);
});

test('a stream of events ends when its token expires', async () => {
  const answered = await fetch(server.httpUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await token(-1)}`,
    },
    body: JSON.stringify({ query: QUERY }),
  });
  expect(answered.status).toBe(200);
  // Without that, this read never ends.
  expect(await answered.text()).not.toContain('event: complete');
});

describe('an API key', () => {
  const write = (...entries: object[]) => {
    const keys = [{ name: 'board', sha256: hashOf(KEY) }, ...entries];
    writeFileSync(path.join(directory.path, 'keys.yaml'), JSON.stringify({ keys }));
  };

  test.each([
    ['taken out of the file', () => write()],
    ['given another role', () => write({ name: 'guest', sha256: hashOf(GUEST), claims: { team: 'red' } })],
  ])('that is %s ends its streams, and no others', async (_, change) => {
    write({ name: 'guest', sha256: hashOf(GUEST) });
    // The server reads the file again within a second.
    await until(async () => {
      const headers = { 'content-type': 'application/json', 'x-api-key': GUEST };
      const { status } = await fetch(server.httpUrl, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
      return status === 200;
    });
    const ended: string[] = [];
    const follow = (name: string, key: string) => {
      const client = createClient({
        url: server.httpUrl.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { 'x-api-key': key },
        retryAttempts: 0,
      });
      const first = new Promise<void>((next) =>
        client.subscribe(
          { query: QUERY },
          {
            next: () => next(),
            error: (closed) => ended.push(`${name} ${(closed as { code?: number }).code}`),
            complete: () => undefined,
          },
        ),
      );
      return { first, client };
    };
    const events = async (key: string) => {
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': key };
      return fetch(server.httpUrl, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) });
    };
    const [guest, board] = [follow('guest', GUEST), follow('board', KEY)];
    await Promise.all([guest.first, board.first]);
    const stream = await events(GUEST);
    expect(stream.status).toBe(200);
    change();
    // Without that, this read never ends.
    expect(await stream.text()).not.toContain('event: complete');
    await until(() => ended.length > 0);
    expect(ended).toEqual(['guest 4403']);
    await board.client.dispose();
    await guest.client.dispose();
  });
});
