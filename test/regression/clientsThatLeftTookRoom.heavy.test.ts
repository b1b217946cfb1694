import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, request as send, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { readAuth } from '../../src/server/auth/authConfig';
import { MAX_REQUESTS_PER_CLIENT, STREAMS } from '../../src/server/http/bounds';
import { until } from '../eventually';
import { liveServer, overWebSocket, type LiveServer } from '../live/liveServer';

/**
 * A client that left while its token was checked took the room of a request, or of a WebSocket, for
 * ever. After 500 of them, every request or WebSocket of the client was refused.
 */
let issuer: Server;
let server: LiveServer;
let keys: string;
let authorization: string;
/** The requests for keys that the issuer has not answered. */
let waiting: ServerResponse[];

beforeAll(async () => {
  issuer = createServer((_, response) => void waiting.push(response)).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] });
  const claims = { iss: 'issuer', aud: 'metergate', sub: 'someone', exp: Math.floor(Date.now() / 1_000) + 600 };
  authorization = `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey)}`;
});
afterAll(() => new Promise((closed) => issuer.close(closed)));

beforeEach(async () => {
  waiting = [];
  const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`;
  const settings: Record<string, string> = { JWT_JWKS_URL: url, JWT_ISSUER: 'issuer', JWT_AUDIENCE: 'metergate' };
  server = await liveServer({ http: { auth: readAuth((name) => settings[name]) } });
});
afterEach(() => server.close());

test('a client that leaves while its token is checked takes no room', async () => {
  const query = JSON.stringify({ query: '{ __typename }' });
  const headers = { 'content-type': 'application/json', authorization };
  const begun: ServerResponse[] = [];
  const note = (message: unknown) => {
    const { server: of, response } = message as { readonly server: Server; readonly response: ServerResponse };
    if (of === server.app.server) begun.push(response);
  };
  subscribe('http.server.request.start', note);
  const left = Array.from({ length: MAX_REQUESTS_PER_CLIENT }, () =>
    send(server.httpUrl, { method: 'POST', headers, agent: false }).on('error', () => undefined),
  );
  for (const one of left) one.end(query);
  await until(() => begun.length === left.length && waiting.length > 0);
  unsubscribe('http.server.request.start', note);
  for (const one of left) one.destroy();
  await until(() => begun.every(({ destroyed }) => destroyed));
  for (const response of waiting) response.end(keys);

  const answer = await fetch(server.httpUrl, { method: 'POST', headers, body: query });
  expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
});

test('a WebSocket that leaves while its token is checked takes no room', async () => {
  const countConnections = promisify(server.app.server.getConnections.bind(server.app.server));
  const left = Array.from({ length: STREAMS.connections / 2 }, () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
    return socket.on('error', () => undefined);
  });
  const greeting = JSON.stringify({ type: 'connection_init', payload: { authorization } });
  for (const socket of left) {
    if (socket.readyState === socket.CONNECTING) await once(socket, 'open');
    socket.send(greeting);
  }
  await until(() => waiting.length > 0);
  for (const socket of left) socket.terminate();
  await until(async () => (await countConnections()) === 0);
  for (const response of waiting) response.end(keys);

  const query = 'subscription { metricsChanged(range: { last: 7, unit: DAY }) { totals { values { tasks } } } }';
  const reading = overWebSocket(server.port, query, { connectionParams: { authorization } });
  const answer = await Promise.race([reading.next(), reading.ended]);
  expect(answer).toEqual({ data: { metricsChanged: { totals: { values: { tasks: expect.any(Number) } } } } });
  reading.leave();
});
