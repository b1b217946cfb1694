import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { verifierByKeys } from '../../src/server/auth/tokens';

/**
 * If an issuer published two keys without `kid`, every token without `kid` was "not signed by its
 * issuer", although one of the keys had signed it.
 */
const options = { algorithms: ['RS256'], issuer: 'https://login.example.com/' };
const pairs = ['first', 'second', 'foreign'] as const;
let privateKeys: Record<(typeof pairs)[number], CryptoKey>;
let verify: ReturnType<typeof verifierByKeys>;
beforeAll(async () => {
  const made = await Promise.all(pairs.map(() => generateKeyPair('RS256')));
  privateKeys = Object.fromEntries(pairs.map((name, index) => [name, made[index]!.privateKey])) as typeof privateKeys;
  const published = await Promise.all(made.slice(0, 2).map(({ publicKey }) => exportJWK(publicKey)));
  verify = verifierByKeys(createLocalJWKSet({ keys: published }), options);
});

const signed = (by: (typeof pairs)[number], claims: object = {}) =>
  new SignJWT({ iss: options.issuer, sub: 'someone', ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(privateKeys[by]);

test.each(['first', 'second'] as const)('a token is accepted that the %s key signed', async (by) => {
  expect(await verify(await signed(by))).toMatchObject({ sub: 'someone' });
});

test('a token of another key is rejected, and so is a forged one', async () => {
  await expect(signed('foreign').then(verify)).rejects.toMatchObject({
    code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  });
  const [head, , signature] = (await signed('first')).split('.');
  const claims = Buffer.from(JSON.stringify({ iss: options.issuer, sub: 'boss' })).toString('base64url');
  await expect(verify(`${head}.${claims}.${signature}`)).rejects.toMatchObject({
    code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  });
});

test('another mistake of a token keeps its own error', async () => {
  await expect(signed('second', { exp: 1_700_000_000 }).then(verify)).rejects.toMatchObject({
    code: 'ERR_JWT_EXPIRED',
  });
  await expect(signed('second', { iss: 'https://other.example.com/' }).then(verify)).rejects.toMatchObject({
    code: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
    claim: 'iss',
  });
});
