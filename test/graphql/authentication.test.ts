import { createServer, type Server } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { ApiKeys, hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, ROOT, type GatewayServer } from './gatewayServer';

/**
 * Callers prove who they are if the gateway is configured so: by tokens of one issuer, or by API
 * keys.
 */
const SECRET = 'a secret of the tests, of more than thirty-two bytes';
const ISSUER = 'https://login.example.com/';
const AUDIENCE = 'metergate';
const [keyOfBoard, keyOfRouter, keyOfLastYear] = [newKey(), newKey(), newKey()];

let directory: { path: string; remove(): Promise<void> };
let server: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  const keys = [
    { name: 'board', sha256: hashOf(keyOfBoard) },
    { name: 'router', sha256: hashOf(keyOfRouter), router: true },
    { name: 'old', sha256: hashOf(keyOfLastYear), expires: '2025-12-31' },
  ];
  writeFileSync(file, JSON.stringify({ keys }));
  const auth = readAuth(from({ JWT_SECRET: SECRET, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE, API_KEYS_FILE: file }));
  server = await gatewayServer({ http: { auth } });
});
afterAll(async () => {
  await server.close();
  await directory.remove();
});

const from = (env: Record<string, string>) => (name: string) => env[name];

/** A token as the issuer makes it, except for the changes of a test. */
function token(
  changed: { [claim in keyof JWTPayload]?: JWTPayload[claim] | undefined } = {},
  { secret = SECRET, alg = 'HS256' } = {},
): Promise<string> {
  const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'someone', exp: Math.floor(Date.now() / 1_000) + 600, ...changed };
  return new SignJWT(claims as JWTPayload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

async function ask(headers: Record<string, string>, on: GatewayServer = server) {
  const payload = { query: '{ metricCatalog { version } }' };
  const {
    statusCode,
    headers: told,
    body,
  } = await on.app.inject({ method: 'POST', url: '/graphql', payload, headers });
  const { data, errors } = JSON.parse(body);
  return { status: statusCode, error: errors?.[0], data, challenge: told['www-authenticate'] };
}

test('a request without proof gets no answer, and the error says which header to send', async () => {
  const { status, error, challenge } = await ask({});
  expect([status, challenge]).toEqual([401, 'Bearer']);
  expect(error).toEqual({
    message: 'The request has no token and no API key.',
    extensions: { code: 'UNAUTHENTICATED', hint: 'Send `authorization: Bearer …` with a token or an API key.' },
  });
});

test('the gateway answers a token of the issuer, as a bearer and with an API key too', async () => {
  expect((await ask({ authorization: `Bearer ${await token()}` })).status).toBe(200);
  expect((await ask({ 'x-api-key': keyOfBoard })).status).toBe(200);
  expect((await ask({ authorization: `Bearer ${keyOfBoard}` })).status).toBe(200);
});

test.each<[string, () => Promise<string>, string]>([
  ['has expired', () => token({ exp: 1_700_000_000 }), 'it has expired'],
  ['is of another issuer', () => token({ iss: 'https://other.example.com/' }), 'its "iss" is wrong'],
  ['is meant for another service', () => token({ aud: 'billing' }), 'its "aud" is wrong'],
  ['begins later', () => token({ nbf: Math.floor(Date.now() / 1_000) + 600 }), 'it is not valid yet'],
  ['never ends', () => token({ exp: undefined }), 'it has no "exp"'],
  ['is nobody’s', () => token({ sub: undefined }), 'it has no "sub"'],
  ['is signed with another secret', () => token({}, { secret: 'x'.repeat(40) }), 'it is not signed by its issuer'],
  ['is signed by another algorithm', () => token({}, { alg: 'HS512' }), 'it is not signed by its issuer'],
  ['is not signed', async () => unsigned(), 'it is not signed by its issuer'],
  ['is no token', async () => 'abc', 'it is not signed by its issuer'],
  ['asks for what is not known here', async () => demanding(), 'it is not signed by its issuer'],
  [
    'has a role that is not a valid name',
    () => token({ role: ['a', 7] }),
    'its claim "role" is not the name of a role',
  ],
])('the gateway rejects a token that %s, and says why', async (_, make, problem) => {
  const { status, error } = await ask({ authorization: `Bearer ${await make()}` });
  expect(status).toBe(401);
  expect(error.message).toBe(`The token is rejected: ${problem}.`);
});

/** Names an extension that every verifier has to understand. */
function demanding(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', crit: ['urn:example:more'], 'urn:example:more': true })}.${part({})}.AAAA`;
}

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'someone', exp: Math.floor(Date.now() / 1_000) + 600 };
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

test.each([
  ['is not known', newKey()],
  ['is over', keyOfLastYear],
  ['is the hash of one', hashOf(keyOfBoard)],
])('the gateway rejects an API key that %s', async (_, key) => {
  const { status, error } = await ask({ 'x-api-key': key });
  expect([status, error.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  expect(JSON.stringify(error)).not.toContain(key);
});

test('operations.md shows a valid file of keys', () => {
  const [, shown] = /^```yaml\n(keys:[^]*?)^```/m.exec(readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8'))!;
  const file = path.join(directory.path, 'shown.yaml');
  writeFileSync(file, shown!.replace(/^ +expires: .*\n/m, ''));
  const found = new ApiKeys(file, () => undefined).find('test');
  expect(found).toMatchObject({
    subject: 'key:board',
    role: 'channel_manager',
    claims: { channels: ['google', 'weixin'] },
  });
});

test('only a router may ask for someone else, by their token or by claims', async () => {
  const claims = Buffer.from(JSON.stringify({ sub: 'someone', channels: ['Bilibili'] })).toString('base64url');
  const bearer = `Bearer ${await token()}`;
  expect((await ask({ 'x-api-key': keyOfRouter, 'metergate-claims': claims })).status).toBe(200);
  expect((await ask({ 'x-api-key': keyOfRouter, authorization: bearer })).status).toBe(200);
  for (const headers of [
    { 'x-api-key': keyOfBoard, 'metergate-claims': claims },
    { 'x-api-key': keyOfBoard, authorization: bearer },
    { authorization: bearer, 'metergate-claims': claims },
  ]) {
    const { status, error } = await ask(headers);
    expect([status, error.message]).toEqual([401, 'Only a router may send requests for someone else.']);
  }
  const both = await ask({ 'x-api-key': keyOfRouter, authorization: bearer, 'metergate-claims': claims });
  expect([both.status, both.error.message]).toEqual([
    401,
    'The router forwards both a token and the claims of its caller.',
  ]);
  const garbage = await ask({ 'x-api-key': keyOfRouter, 'metergate-claims': 'abc' });
  expect(garbage.error.message).toBe('The header `metergate-claims` is not JSON in base64url.');
});

test('the page, the health check and an unknown address need no proof', async () => {
  for (const [url, status] of [
    ['/healthz', 200],
    ['/', 200],
    ['/nothing', 404],
  ] as const) {
    expect((await server.app.inject({ method: 'GET', url })).statusCode).toBe(status);
  }
});

test('without tokens or keys in the configuration everybody may ask', async () => {
  const open = await gatewayServer();
  expect((await ask({}, open)).status).toBe(200);
  await open.close();
});

describe('tokens whose keys come from the issuer', () => {
  let issuer: Server;
  let answers: object | null;
  let url: string;
  beforeAll(async () => {
    issuer = createServer((_, response) => {
      response.statusCode = answers === null ? 500 : 200;
      response.end(JSON.stringify(answers));
    });
    await new Promise<void>((listening) => issuer.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`;
  });
  afterAll(() => new Promise((closed) => issuer.close(closed)));

  const opened = () =>
    gatewayServer({
      http: { auth: readAuth(from({ JWT_JWKS_URL: url, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE })) },
    });

  test('are answered, except one that is signed with the public key as a secret', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' };
    answers = { keys: [jwk] };
    const on = await opened();
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'someone', exp: Math.floor(Date.now() / 1_000) + 600 };
    const right = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey);
    expect((await ask({ authorization: `Bearer ${right}` }, on)).status).toBe(200);
    const forged = await token({}, { secret: JSON.stringify(jwk) });
    expect((await ask({ authorization: `Bearer ${forged}` }, on)).status).toBe(401);
    await on.close();
  });

  test('get 503 IDENTITY_UNAVAILABLE, not 401, while the issuer does not answer', async () => {
    answers = null;
    const on = await opened();
    const { privateKey } = await generateKeyPair('ES256');
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'someone', exp: Math.floor(Date.now() / 1_000) + 600 };
    const fine = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey);
    const { status, error } = await ask({ authorization: `Bearer ${fine}` }, on);
    expect(status).toBe(503);
    expect(error.extensions).toMatchObject({ code: 'IDENTITY_UNAVAILABLE' });
    await on.close();
  });
});
