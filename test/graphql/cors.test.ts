import { gatewayServer, type GatewayServer } from './gatewayServer';

/** Pages of other sites may read answers only if the configuration names them. */
const OURS = 'https://dashboard.example.com';
const OTHER = 'https://other.example.com';
let off: GatewayServer;
let listed: GatewayServer;
let any: GatewayServer;
beforeAll(async () => {
  off = await gatewayServer();
  listed = await gatewayServer({ http: { corsOrigins: ['http://localhost:3000', OURS] } });
  any = await gatewayServer({ http: { corsOrigins: 'any' } });
});
afterAll(() => Promise.all([off, listed, any].map((server) => server.close())));

/** The preflight request of a browser, before a page of that site may POST JSON. */
async function preflight(server: GatewayServer, origin: string) {
  const wanted = 'content-type,apollo-require-preflight';
  const { statusCode, headers } = await server.app.inject({
    method: 'OPTIONS',
    url: '/graphql',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': wanted },
  });
  expect(statusCode).toBe(204);
  return headers;
}

async function ask(server: GatewayServer, origin: string) {
  const payload = { query: '{ __typename }' };
  const { headers } = await server.app.inject({ method: 'POST', url: '/graphql', payload, headers: { origin } });
  return headers;
}

const ofCors = (headers: object) => Object.keys(headers).filter((name) => name.startsWith('access-control-'));

test('off by default: a browser reads no answer for another site, and its preflight request fails', async () => {
  expect(ofCors(await preflight(off, OURS))).toEqual([]);
  expect(ofCors(await ask(off, OURS))).toEqual([]);
});

test('sites of the list get the headers that GraphQL needs, cached for an hour and for each site', async () => {
  expect(await preflight(listed, OURS)).toMatchObject({
    'access-control-allow-origin': OURS,
    'access-control-allow-methods': 'GET,HEAD,POST',
    'access-control-allow-headers': 'content-type,apollo-require-preflight',
    'access-control-max-age': '3600',
    vary: 'Origin, Access-Control-Request-Headers',
  });
  expect(await ask(listed, OURS)).toMatchObject({ 'access-control-allow-origin': OURS, vary: 'Origin, accept' });
  for (const origin of [OTHER, 'https://dashboard.example.com.other.example', 'null']) {
    expect((await preflight(listed, origin))['access-control-allow-origin']).toBeUndefined();
    expect((await ask(listed, origin))['access-control-allow-origin']).toBeUndefined();
  }
});

test('a page of an allowed site may read an error too', async () => {
  const payload = '{"query":';
  const headers = { origin: OURS, 'content-type': 'application/json' };
  const answer = await listed.app.inject({ method: 'POST', url: '/graphql', payload, headers });
  expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([400, OURS]);
});

test('any site may read answers, but never with cookies', async () => {
  const headers = await ask(any, OTHER);
  expect([headers['access-control-allow-origin'], headers['access-control-allow-credentials']]).toEqual([
    '*',
    undefined,
  ]);
  expect((await preflight(any, OTHER))['access-control-allow-origin']).toBe('*');
});
