import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SignJWT } from 'jose';
import { readAuth } from '../../src/server/auth/authConfig';
import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';

/** Where issuers put roles: at a path, in a list beside roles of other services. */
const SECRET = 'a secret of the tests, of more than thirty-two bytes';
const ISSUER = 'https://login.example.com/';
const ROLES = `
roles:
  analyst: { label: { en: Analyst, zh: 分析师 } }
  board: { label: { en: Board, zh: 看板 }, metrics: { except: [cost] } }
`;

const settings = (more: Record<string, string> = {}) =>
  readAuth((name) => ({ JWT_SECRET: SECRET, JWT_ISSUER: ISSUER, JWT_AUDIENCE: 'metergate', ...more })[name]);
let model: { path: string; remove(): Promise<void> };
const servers = new Map<string, GatewayServer>();
const PATHS = ['realm_access.roles', 'https://example.com/roles', '["https://example.com/app","my.role"]'];
beforeAll(async () => {
  model = await changedModel('model.yaml', (text) => text);
  writeFileSync(path.join(model.path, 'roles.yaml'), ROLES);
  for (const claim of PATHS) {
    const auth = settings({ JWT_ROLE_CLAIM: claim, JWT_AUDIENCE: 'metergate, metrics' });
    servers.set(claim, await gatewayServer({ model: model.path, http: { auth } }));
  }
  // A registry without roles.
  servers.set('none', await gatewayServer({ http: { auth: settings({ JWT_ROLE_CLAIM: 'realm_access.roles' }) } }));
});
afterAll(async () => {
  for (const server of servers.values()) {
    await server.close();
    expect(server.internal).toEqual([]);
  }
  await model.remove();
});

async function ask(on: string, claims: Record<string, unknown>) {
  const token = await new SignJWT({ iss: ISSUER, aud: 'metergate', sub: 'someone', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(SECRET));
  const { statusCode, body } = await servers.get(on)!.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${token}` },
    payload: { query: '{ metricCatalog { metrics { key } } }' },
  });
  const { data, errors } = JSON.parse(body);
  const keys = data?.metricCatalog.metrics.map(({ key }: { key: string }) => key) as string[] | undefined;
  return { status: statusCode, seesCost: keys?.includes('cost_per_user_token'), error: errors?.[0] };
}

const [KEYCLOAK, AUTH0, LISTED] = PATHS as [string, string, string];
test.each<[string, string, Record<string, unknown>, boolean]>([
  ['a list at a path', KEYCLOAK, { realm_access: { roles: ['offline_access', 'board', 'uma'] } }, false],
  ['the same role twice', KEYCLOAK, { realm_access: { roles: ['board', 'board'] } }, false],
  ['one name at a path', KEYCLOAK, { realm_access: { roles: 'analyst' } }, true],
  ['a list under an address', AUTH0, { 'https://example.com/roles': ['analyst'] }, true],
  ['a name with dots inside another', LISTED, { 'https://example.com/app': { 'my.role': 'board' } }, false],
])('the role is found: %s', async (_, on, claims, seesCost) => {
  expect(await ask(on, claims)).toEqual({ status: 200, seesCost, error: undefined });
});

test.each<[string, Record<string, unknown>, string]>([
  ['no claim', {}, 'You have no role, and this registry is visible only to roles.'],
  ['an empty list', { realm_access: { roles: [] } }, 'You have no role, and this registry is visible only to roles.'],
  [
    'something else at the path',
    { realm_access: 'analyst' },
    'You have no role, and this registry is visible only to roles.',
  ],
  [
    'the path as one name',
    { 'realm_access.roles': 'analyst' },
    'You have no role, and this registry is visible only to roles.',
  ],
  [
    'no role of the registry',
    { realm_access: { roles: ['uma'] } },
    'None of the roles in your token is a role of this registry.',
  ],
  [
    'inherited names',
    { realm_access: { roles: ['constructor'] } },
    'None of the roles in your token is a role of this registry.',
  ],
  [
    'two roles of the registry',
    { realm_access: { roles: ['board', 'uma', 'analyst'] } },
    'Your token has several roles of this registry: board, analyst.',
  ],
])('the gateway shows nothing and says why: %s', async (_, claims, message) => {
  const { status, error } = await ask(KEYCLOAK, claims);
  expect([status, error.message, error.extensions]).toEqual([
    403,
    message,
    { code: 'FORBIDDEN', hint: expect.stringMatching(/./) },
  ]);
});

test('a claim that is neither a name nor a list of names is rejected', async () => {
  for (const roles of [7, { a: 'board' }, ['board', 7]]) {
    const { status, error } = await ask(KEYCLOAK, { realm_access: { roles } });
    expect([status, error.message]).toEqual([
      401,
      'The token is rejected: its claim "realm_access.roles" is not the name of a role.',
    ]);
  }
});

test('without roles in the registry, a list of other roles is no role', async () => {
  expect(await ask('none', { realm_access: { roles: ['uma'] } })).toMatchObject({ status: 200, seesCost: true });
});

test('a token may be for any of several audiences', async () => {
  const claims = { realm_access: { roles: ['analyst'] } };
  expect((await ask(KEYCLOAK, { ...claims, aud: 'metrics' })).status).toBe(200);
  expect((await ask(KEYCLOAK, { ...claims, aud: ['other', 'metrics'] })).status).toBe(200);
  const { status, error } = await ask(KEYCLOAK, { ...claims, aud: 'metergate, metrics' });
  expect([status, error.message]).toEqual([401, 'The token is rejected: its "aud" is wrong.']);
});

test.each(['a..b', '.role', '[]', '["a",7]', '["a"', '[""]'])('a bad path is rejected at start: %s', (text) => {
  expect(() => settings({ JWT_ROLE_CLAIM: text })).toThrow(`JWT_ROLE_CLAIM is "${text}", which names no claim.`);
});

test('audiences that are only commas are rejected at start', () => {
  expect(() => settings({ JWT_AUDIENCE: ' , ' })).toThrow('JWT_AUDIENCE has only commas.');
});
