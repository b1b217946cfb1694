import { serverAudits } from 'graphql-http';
import { gatewayServer, type GatewayServer } from './gatewayServer';

/**
 * The audits of GraphQL over HTTP in the working group's reference implementation, over a real
 * connection.
 */
let server: GatewayServer;
let url: string;
beforeAll(async () => {
  server = await gatewayServer();
  url = `${await server.app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(() => server.close());

/**
 * Three audits expect status 200 for a rejected request if the client accepts JSON, for clients
 * older than the specification. Proxies, logs and alarms can recognise a 400, and the specification
 * allows it.
 */
const NOT_MET = ['572B', 'FDE2', '7B9B'];

const audits = serverAudits({
  url: () => url,
  // As a script of an allowed page: any page could send a GET without it.
  fetchFn: (address: string, init?: RequestInit) =>
    fetch(address, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': 'true' } }),
});

test('there are 61 audits', () => {
  expect(audits).toHaveLength(61);
  expect(audits.filter(({ id }) => NOT_MET.includes(id))).toHaveLength(NOT_MET.length);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, _name, audit) => {
  const { status, ...rest } = await audit.fn();
  const reason = 'reason' in rest ? rest.reason : undefined;
  if (NOT_MET.includes(id)) {
    expect([status, reason]).toEqual(['warn', expect.stringContaining('Response status code is not 200')]);
  } else expect([status, reason]).toEqual(['ok', undefined]);
});

test('no audit causes an INTERNAL error', () => {
  expect(server.internal).toEqual([]);
});
