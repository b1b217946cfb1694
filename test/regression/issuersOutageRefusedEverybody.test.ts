import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWTVerifyGetKey } from 'jose';
import { issuerKeys } from '../../src/server/auth/issuerKeys';
import { until } from '../eventually';

/**
 * The keys of an issuer were thrown away after ten minutes. If the issuer did not answer at that
 * moment, every token was refused until it was back.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let issuer: Server;
let url: URL;
/** Null: the issuer fails. */
let published: object | null;
let requests = 0;
let privateKey: CryptoKey;
let jwk: object;
beforeAll(async () => {
  issuer = createServer((_, response) => {
    requests += 1;
    response.statusCode = published === null ? 500 : 200;
    response.end(JSON.stringify(published));
  });
  await new Promise<void>((listening) => issuer.listen(0, '127.0.0.1', listening));
  url = new URL(`http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`);
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one' };
});
afterAll(() => new Promise((closed) => issuer.close(closed)));

let now: number;
let warnings: string[];
let keys: JWTVerifyGetKey;
beforeEach(() => {
  [now, warnings, requests, published] = [1_000_000, [], 0, { keys: [jwk] }];
  keys = issuerKeys(url, { warn: (line) => warnings.push(line), now: () => now });
});

/** Whether a token with this key id is accepted, or the error. */
async function checked(kid = 'one'): Promise<unknown> {
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  return jwtVerify(token, keys).then(
    () => true,
    (error: unknown) => (error as Error).message,
  );
}

test('during an outage of hours the keys that are known stay in use, with a line in the log', async () => {
  expect(await checked()).toBe(true);
  published = null;
  for (const minutes of [1, 4, 6, 9, 11, 30, 60, 11 * 60]) {
    now = 1_000_000 + minutes * MINUTE;
    expect([minutes, await checked()]).toEqual([minutes, true]);
  }
  await until(() => warnings.length > 0);
  expect(warnings[0]).toBe(
    'The keys of JWT_JWKS_URL cannot be fetched: Expected 200 OK from the JSON Web Key Set HTTP response. ' +
      'The keys that were fetched before stay in use for up to 12 hours.',
  );
  now = 1_000_000 + 13 * HOUR;
  expect(await checked()).toMatch(/^Expected 200 OK/);
  published = { keys: [jwk] };
  expect(await checked()).toBe(true);
});

test('keys are fetched again in the background before they are stale, once for all requests', async () => {
  expect(await checked()).toBe(true);
  expect(requests).toBe(1);
  now += 4 * MINUTE;
  await checked();
  expect(requests).toBe(1);
  now += 2 * MINUTE;
  expect(await Promise.all([checked(), checked(), checked()])).toEqual([true, true, true]);
  await until(() => requests === 2);
  // The keys of the second fetch count now.
  now += 4 * MINUTE;
  expect(await checked()).toBe(true);
  expect([requests, warnings]).toEqual([2, []]);
});

test('a key that the issuer has withdrawn stops working after ten minutes without requests', async () => {
  expect(await checked()).toBe(true);
  const other = { ...(await exportJWK((await generateKeyPair('ES256')).publicKey)), kid: 'two' };
  published = { keys: [other] };
  now += 11 * MINUTE;
  expect(await checked()).toMatch(/no applicable key found/);
});

test('an issuer that fails is asked again at most twice a minute', async () => {
  expect(await checked()).toBe(true);
  published = null;
  now += 11 * MINUTE;
  for (let request = 0; request < 5; request += 1) expect(await checked()).toBe(true);
  expect([requests, warnings.length]).toEqual([2, 1]);
  now += MINUTE;
  expect(await checked()).toBe(true);
  await until(() => requests === 3 && warnings.length === 2);
});
