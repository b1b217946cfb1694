import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';

/**
 * With one header, any client got a trace of every field: an answer six times as large, for the
 * same points.
 */
const [router, board] = [newKey(), newKey()];
let directory: { path: string; remove(): Promise<void> };
let server: GatewayServer;
let open: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  const keys = [
    { name: 'router', sha256: hashOf(router), router: true },
    { name: 'board', sha256: hashOf(board) },
  ];
  writeFileSync(file, JSON.stringify({ keys }));
  const auth = readAuth((name) => (name === 'API_KEYS_FILE' ? file : undefined));
  [server, open] = await Promise.all([gatewayServer({ http: { auth } }), gatewayServer()]);
});
afterAll(async () => {
  expect([server.internal, open.internal]).toEqual([[], []]);
  await Promise.all([server.close(), open.close()]);
  await directory.remove();
});

const TRACED = { 'apollo-federation-include-trace': 'ftv1' };
const FAILING =
  '{ metricCatalog { version } failed: metrics(range: { last: 7, unit: DAY }, timeZone: "Mars") { rowCount } }';

async function answered(on: GatewayServer, headers: Record<string, string>, query: string) {
  const payload = JSON.stringify({ query });
  const json = { 'content-type': 'application/json', ...headers };
  const { body } = await on.app.inject({ method: 'POST', url: '/graphql', headers: json, payload });
  return JSON.parse(body) as { data: object; extensions?: { ftv1: string } };
}

test.each(['{ __typename }', FAILING])('the header is ignored unless it comes from a router: %s', async (query) => {
  const [plain, traced] = [
    await answered(server, { 'x-api-key': board }, query),
    await answered(server, { 'x-api-key': board, ...TRACED }, query),
  ];
  expect(traced).toEqual(plain);
  expect(traced.extensions).toBeUndefined();
  expect((await answered(open, TRACED, query)).extensions).toBeUndefined();
});

test.each(['{ __typename }', FAILING])(
  'a router can trace %s, and its errors contain no more than those of clients',
  async (query) => {
    const { extensions } = await answered(server, { 'x-api-key': router, ...TRACED }, query);
    const text = Buffer.from(extensions!.ftv1, 'base64').toString('latin1');
    if (query === FAILING) expect(text).toContain('metricCatalog');
    expect(text).not.toContain('Mars');
    expect((await answered(server, { 'x-api-key': router }, query)).extensions).toBeUndefined();
  },
);
