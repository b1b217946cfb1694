import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import { gatewayError } from '../../errors';
import type { TokenConfig } from './authConfig';
import { claimAt } from '../../policy/claimPath';
import type { Identity } from './identity';
import { issuerKeys } from './issuerKeys';

/** Clocks of issuers differ by a few seconds. */
const CLOCK_TOLERANCE_S = 30;

/** Returns the identity that a token proves. Errors: UNAUTHENTICATED, IDENTITY_UNAVAILABLE. */
export type VerifyToken = (token: string) => Promise<Identity>;

/**
 * Checks signature, issuer, audience, times and algorithm of tokens. Each of them must be valid.
 */
export function tokenVerifier(
  { signedWith, issuer, audiences, algorithms, roleClaim }: TokenConfig,
  warn: (line: string) => void,
): VerifyToken {
  const options: JWTVerifyOptions = {
    issuer,
    audience: [...audiences],
    algorithms: [...algorithms],
    clockTolerance: CLOCK_TOLERANCE_S,
    // A token without an end could never be revoked.
    requiredClaims: ['exp', 'sub'],
  };
  const verify = verifierBy(signedWith, options, warn);
  return async (token) => {
    const claims = await verify(token).catch((error: unknown) => refuse(error));
    const role = claimAt(claims, roleClaim) ?? null;
    if (!isRole(role)) {
      const name = roleClaim.join('.');
      throw refused(
        `its claim "${name}" is not the name of a role`,
        `Ask the issuer to put one name, or a list of names, into "${name}".`,
      );
    }
    return {
      subject: `token:${claims.sub!}`,
      role,
      claims,
      isRouter: false,
      until: claims.exp! * 1_000,
      isValid: null,
    };
  };
}

function isRole(value: unknown): value is Identity['role'] {
  return value === null || typeof value === 'string' || (Array.isArray(value) && value.every(isText));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function verifierBy(
  signedWith: TokenConfig['signedWith'],
  options: JWTVerifyOptions,
  warn: (line: string) => void,
): (token: string) => Promise<JWTPayload> {
  if ('secret' in signedWith) {
    return async (token) => (await jwtVerify(token, signedWith.secret, options)).payload;
  }
  return verifierByKeys(issuerKeys(signedWith.jwks, { warn }), options);
}

/**
 * Returns the check of a token by the keys of an issuer. If several keys fit, because they have no
 * `kid`, one of them must have signed the token.
 */
export function verifierByKeys(
  keys: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): (token: string) => Promise<JWTPayload> {
  return async (token) => {
    try {
      return (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return signedByOneOf(error, token, options);
    }
  };
}

async function signedByOneOf(
  keys: errors.JWKSMultipleMatchingKeys,
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  for await (const key of keys) {
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      // The signature is right, so no other key can help.
      if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** The message may say which check failed, because it describes the caller's own token. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw refused('it has expired', 'Get a new one from the issuer.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf' && error.reason === 'check_failed') {
      throw refused('it is not valid yet', 'Try again later. If it is new, compare the clocks of issuer and gateway.');
    }
    const problem = error.reason === 'missing' ? `it has no "${error.claim}"` : `its "${error.claim}" is wrong`;
    throw refused(problem, 'Ask the issuer for a token that is meant for this gateway.');
  }
  if (isIssuersFault(error)) throw gatewayError('IDENTITY_UNAVAILABLE', {}, error);
  throw refused('it is not signed by its issuer', 'Ask the issuer for a new one.');
}

/** True if the keys cannot be fetched or are not keys. All other errors concern the token. */
function isIssuersFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
}

function refused(problem: string, hint: string) {
  return gatewayError('UNAUTHENTICATED', { problem: `The token is rejected: ${problem}.`, hint });
}
