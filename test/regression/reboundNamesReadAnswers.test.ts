import { WebSocket } from 'ws';
import type { AddressInfo } from 'node:net';
import { readHosts } from '../../src/server/http/hosts';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { productDatabase } from '../postgres/productDatabase';
import { onConnection } from '../server/rawConnection';
import { startServer } from '../server/startServer';

/**
 * The server answered any `Host`. So a page that gave its own name the address 127.0.0.1 was the
 * same site as a server without authentication, and read everything.
 */
const OPEN_ON_LOOPBACK = { host: '127.0.0.1', hasAuth: false };
let server: GatewayServer;
let listed: GatewayServer;
beforeAll(async () => {
  const open = (allowedHosts: string | undefined) =>
    gatewayServer({ http: { allowedHosts: readHosts(allowedHosts, OPEN_ON_LOOPBACK) } });
  [server, listed] = await Promise.all([open(undefined), open('metrics.example.com,intern:8080')]);
  for (const { app } of [server, listed]) await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => Promise.all([server.close(), listed.close()]));

const urlOf = ({ app }: GatewayServer) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

const statusFor = (on: GatewayServer, host: string, path?: string) => statusAt(urlOf(on), host, path);

async function statusAt(url: string, host: string, path = '/graphql'): Promise<number> {
  const body = '{"query":"{ metricCatalog { version } }"}';
  const post = ['content-type: application/json', `content-length: ${body.length}`];
  const isQuery = path === '/graphql';
  const head = [`${isQuery ? 'POST' : 'GET'} ${path} HTTP/1.1`, `host: ${host}`, ...(isQuery ? post : [])].join('\r\n');
  const { status } = await onConnection(url, (socket) => void socket.write(`${head}\r\n\r\n${isQuery ? body : ''}`));
  return status!;
}

/** The status with which a WebSocket is not opened; null: it was opened. */
function statusOfSocket(on: GatewayServer, host: string, origin: string): Promise<number | null> {
  const socket = new WebSocket(`${urlOf(on).replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { host },
    origin,
  });
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, { statusCode }) => {
      resolve(statusCode!);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(null);
      socket.terminate();
    });
  });
}

test.each(['evil.example:4000', 'localhost.evil.example', '127.0.0.1.evil.example', '128.0.0.1', 'x', ''])(
  'a server without authentication on this machine does not answer for the host %j',
  async (host) => {
    expect(await statusFor(server, host)).toBe(421);
    expect(await statusFor(server, host, '/graphiql')).toBe(421);
    if (host !== '') expect(await statusOfSocket(server, host, `http://${host}`)).toBe(421);
  },
);

test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1:80', '127.3.2.1', '[::1]:4000'])(
  'it answers for a name of this machine: %s',
  async (host) => {
    expect(await statusFor(server, host)).toBe(200);
    expect(await statusOfSocket(server, host, `http://${host.toLowerCase()}`.replace(/:80$/, ''))).toBeDefined();
  },
);

test('the page of the server itself still opens a WebSocket', async () => {
  expect(await statusOfSocket(server, 'localhost:4000', 'http://localhost:4000')).toBeNull();
  expect(await statusOfSocket(server, 'localhost:4000', 'http://localhost:3000')).toBe(403);
});

test('with a list, the server answers for these hosts only, an entry without port for every port', async () => {
  const statuses = async (...hosts: string[]) => Promise.all(hosts.map((host) => statusFor(listed, host)));
  expect(await statuses('metrics.example.com', 'Metrics.Example.com:8443', 'intern:8080')).toEqual([200, 200, 200]);
  expect(await statuses('localhost', 'intern', 'intern:8081', 'a.metrics.example.com')).toEqual([421, 421, 421, 421]);
});

test('probes are answered for any host', async () => {
  expect(await statusFor(listed, '10.0.0.7:4000', '/healthz')).toBe(200);
  expect(await statusFor(listed, '10.0.0.7:4000', '/readyz')).toBe(200);
});

test('a server starts like this without any setting, and below a base path too', async () => {
  const database = await productDatabase();
  const { url, said, close } = await startServer({ DATABASE_URL: database.url, BASE_PATH: '/metrics' });
  const { origin, host } = new URL(url);
  expect([await statusAt(origin, host), await statusAt(origin, 'evil.example')]).toEqual([200, 421]);
  expect(said.join()).toContain(`${origin}/metrics/graphiql`);
  await close();
  await database.drop();
});

test('the error says what to do', async () => {
  const { body } = await server.app.inject({ url: '/graphiql', headers: { host: 'evil.example:4000' } });
  expect(JSON.parse(body)).toEqual({
    errors: [
      {
        message: 'This server does not answer for the host "evil.example:4000".',
        extensions: {
          code: 'FOREIGN_HOST',
          hint: "Use one of its own names, or name that host in the server's ALLOWED_HOSTS.",
        },
      },
    ],
  });
});
