import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, type ClientOptions } from 'ws';
import { readConfig } from '../../src/server/config';
import type { HttpOptions } from '../../src/server/http/http';
import { clientAddress, readProxies } from '../../src/server/http/trustedProxies';
import { changedModel } from '../graphql/changedModel';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { overWebSocket } from '../live/liveServer';

/** The gateway behind a proxy: the addresses of clients, a base path, and idle connections. */
const QUERY = '{ metricCatalog { metrics { key label } } rateLimit { cost } }';
let model: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  const server = await gatewayServer();
  const { data } = await server.ask(QUERY);
  await server.close();
  // A client can send the query once a minute.
  const { cost } = data!['rateLimit'] as { cost: number };
  model = await changedModel('model.yaml', (text) =>
    text.replace('limits:', `limits:\n  maxCost: ${cost}\n  costPerMinute: ${cost}`),
  );
});
afterAll(() => model.remove());

const open: GatewayServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    await server.close();
    expect(server.internal).toEqual([]);
  }
});

async function started(http: HttpOptions, registry?: string): Promise<{ server: GatewayServer; url: string }> {
  const server = await gatewayServer({ http, ...(registry !== undefined && { model: registry }) });
  open.push(server);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  return { server, url: `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}` };
}

test.each([
  ['no proxy is trusted by default', undefined, ['192.0.2.1'], '127.0.0.1'],
  ['0 proxies are none', '0', ['192.0.2.1'], '127.0.0.1'],
  ['one proxy', '1', ['192.0.2.1'], '192.0.2.1'],
  ['a client cannot choose its address, as the proxy adds the true one', '1', ['6.6.6.6', '192.0.2.1'], '192.0.2.1'],
  ['the address of a proxy', '127.0.0.1', ['6.6.6.6', '192.0.2.1'], '192.0.2.1'],
  ['networks', '10.0.0.0/8, 127.0.0.0/8', ['6.6.6.6', '192.0.2.1', '10.1.2.3'], '192.0.2.1'],
  ['a peer outside the networks', '192.0.2.0/24,fd00::/8', ['6.6.6.6'], '127.0.0.1'],
  ['two proxies', '2', ['6.6.6.6', '192.0.2.1', '10.0.0.1'], '192.0.2.1'],
  ['no header', '1', [], '127.0.0.1'],
])('the address of a client: %s', async (_, trust, forwarded, address) => {
  const trusted = readProxies(trust);
  const server = createServer((request, response) => response.end(clientAddress(request, trusted)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const headers = { ...(forwarded.length > 0 && { 'x-forwarded-for': forwarded.join(', ') }), connection: 'close' };
  expect(await (await fetch(`http://127.0.0.1:${port}`, { headers })).text()).toBe(address);
  await new Promise((closed) => server.close(closed));
});

describe('without authentication, a client is its address', () => {
  /** Whether clients with these `x-forwarded-for`, one after the other, are answered. */
  async function answered(url: string, ...forwarded: string[]): Promise<boolean[]> {
    const found: boolean[] = [];
    for (const addresses of forwarded) {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': addresses };
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query: QUERY }),
      });
      await response.text();
      expect([200, 429]).toContain(response.status);
      found.push(response.status === 200);
    }
    return found;
  }

  test('all requests are of one client, whatever they forward, unless a proxy is trusted', async () => {
    const { url } = await started({}, model.path);
    expect(await answered(url, '192.0.2.1', '192.0.2.2')).toEqual([true, false]);
  });

  test('clients behind a trusted proxy have accounts of their own', async () => {
    const { url } = await started({ trustedProxies: readProxies('1') }, model.path);
    expect(await answered(url, '192.0.2.1', '192.0.2.2', '6.6.6.6, 192.0.2.1')).toEqual([true, true, false]);
  });

  test('the address of a WebSocket is found in the same way', async () => {
    const { server } = await started({ trustedProxies: readProxies('1') }, model.path);
    const { port } = server.app.server.address() as AddressInfo;
    const codeFor = async (address: string) => {
      class Forwarded extends WebSocket {
        constructor(at: string, protocols: string, options: ClientOptions = {}) {
          super(at, protocols, { ...options, headers: { 'x-forwarded-for': address } });
        }
      }
      const reading = overWebSocket(port, QUERY, { webSocketImpl: Forwarded });
      const outcome = await Promise.race([reading.next().catch(() => null), reading.ended]);
      reading.leave();
      return JSON.stringify(outcome).includes('RATE_LIMITED') ? 'RATE_LIMITED' : 'answered';
    };
    expect([await codeFor('192.0.2.1'), await codeFor('192.0.2.2'), await codeFor('192.0.2.1')]).toEqual([
      'answered',
      'answered',
      'RATE_LIMITED',
    ]);
  });
});

describe('below a base path', () => {
  const basePath = '/tools/metrics-gateway';

  test('every route answers, and its redirects and assets stay below it', async () => {
    const { url, server } = await started({ basePath });
    /** The body is always read: the server does not stop while an answer is on its way. */
    const at = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    for (const path of ['/healthz', '/readyz', '/graphiql']) expect((await at(basePath + path)).status).toBe(200);
    const headers = { 'content-type': 'application/json' };
    const query = await at(`${basePath}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    expect(JSON.parse(query.text)).toEqual({ data: { __typename: 'Query' } });
    const args = encodeURIComponent(JSON.stringify({ select: ['tasks'], range: { last: 1, unit: 'DAY' } }));
    expect((await at(`${basePath}/export.csv?arguments=${args}`)).status).toBe(200);

    const slash = await at(`${basePath}/graphiql/`);
    const target = new URL(slash.headers.get('location')!, `${url}${basePath}/graphiql/`).pathname;
    expect([slash.status, target]).toEqual([302, `${basePath}/graphiql`]);
    for (const path of [basePath, `${basePath}/`, `${basePath}?x=1`, `${basePath}/graphiql`]) {
      const [, script] = /src="([^"]+\.js)"/.exec((await at(path)).text)!;
      const address = new URL(script!, url + path);
      expect([path, address.pathname.startsWith(`${basePath}/assets/`)]).toEqual([path, true]);
      const asset = await at(address.pathname);
      expect([asset.status, asset.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    }

    const missing = await at(`${basePath}/none`);
    const { errors } = JSON.parse(missing.text) as { errors: { message: string }[] };
    expect([missing.status, errors[0]!.message]).toEqual([404, `There is nothing at "${basePath}/none".`]);
    const put = await at(`${basePath}/graphql`, { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
    expect((await server.app.inject('/tools/metrics-gateways/healthz')).statusCode).toBe(404);
  });

  test('a WebSocket opens', async () => {
    const { server, url } = await started({ basePath });
    const { port } = server.app.server.address() as AddressInfo;
    const reading = overWebSocket(port, '{ __typename }', { url: `${url.replace('http', 'ws')}${basePath}/graphql` });
    expect(await reading.next()).toEqual({ data: { __typename: 'Query' } });
    reading.leave();
  });

  test('probes that do not come through the proxy need no base path', async () => {
    const { server } = await started({ basePath });
    expect((await server.app.inject('/healthz')).statusCode).toBe(200);
    expect((await server.app.inject('/')).statusCode).toBe(200);
  });
});

test('an idle connection stays open as long as KEEP_ALIVE_MS says', async () => {
  const headerOf = async (http: HttpOptions) => {
    const { url } = await started(http);
    return new Promise((resolve) => {
      const request = get(`${url}/healthz`, { headers: { connection: 'keep-alive' } }, ({ headers }) => {
        resolve(headers['keep-alive']);
        request.destroy();
      });
      request.on('error', () => undefined);
    });
  };
  expect(await headerOf({ keepAliveMs: readConfig({ KEEP_ALIVE_MS: '620000' }).keepAliveMs })).toBe('timeout=620');
  expect(await headerOf({})).toBe('timeout=72');
});
