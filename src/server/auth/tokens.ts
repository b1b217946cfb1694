import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { gatewayError } from '../../errors';
import type { TokenConfig } from './authConfig';
import type { Identity } from './identity';

/** Clocks of issuers differ by a few seconds. */
const CLOCK_TOLERANCE_S = 30;
const JWKS_WITHIN_MS = 5_000;

/** Returns the identity that a token proves. Errors: UNAUTHENTICATED, IDENTITY_UNAVAILABLE. */
export type VerifyToken = (token: string) => Promise<Identity>;

/**
 * Checks signature, issuer, audience, times and algorithm of tokens. Each of them must be valid.
 */
export function tokenVerifier({ signedWith, issuer, audience, algorithms, roleClaim }: TokenConfig): VerifyToken {
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: [...algorithms],
    clockTolerance: CLOCK_TOLERANCE_S,
    // A token without an end could never be revoked.
    requiredClaims: ['exp', 'sub'],
  };
  const verify = verifierBy(signedWith, options);
  return async (token) => {
    const claims = await verify(token).catch((error: unknown) => refuse(error));
    const role = claims[roleClaim];
    if (role !== undefined && typeof role !== 'string') {
      throw refused(
        `its claim "${roleClaim}" is not the name of a role`,
        `Ask the issuer to put one name into "${roleClaim}".`,
      );
    }
    return {
      subject: `token:${claims.sub!}`,
      role: role ?? null,
      claims,
      isRouter: false,
      until: claims.exp! * 1_000,
      isValid: null,
    };
  };
}

function verifierBy(
  signedWith: TokenConfig['signedWith'],
  options: JWTVerifyOptions,
): (token: string) => Promise<JWTPayload> {
  if ('secret' in signedWith) {
    return async (token) => (await jwtVerify(token, signedWith.secret, options)).payload;
  }
  const jwks = createRemoteJWKSet(signedWith.jwks, { timeoutDuration: JWKS_WITHIN_MS });
  return async (token) => (await jwtVerify(token, jwks, options)).payload;
}

/** The message may say which check failed, because it describes the caller's own token. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw refused('it has expired', 'Get a new one from the issuer.');
  if (error instanceof errors.JWTClaimValidationFailed) {
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
