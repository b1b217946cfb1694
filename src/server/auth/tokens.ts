import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { gatewayError } from '../../errors';
import type { TokenConfig } from './authConfig';
import type { Identity } from './identity';

/** Clocks of issuers differ by a little. */
const CLOCK_TOLERANCE_S = 30;
const JWKS_WITHIN_MS = 5_000;

/** Who a token proves its bearer to be. Errors: UNAUTHENTICATED, IDENTITY_UNAVAILABLE. */
export type VerifyToken = (token: string) => Promise<Identity>;

/** Checks tokens by signature, issuer, audience, times and algorithm; all of them must fit. */
export function tokenVerifier({ signedWith, issuer, audience, algorithms, roleClaim }: TokenConfig): VerifyToken {
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: [...algorithms],
    clockTolerance: CLOCK_TOLERANCE_S,
    // A token that never ends could not be taken back.
    requiredClaims: ['exp', 'sub'],
  };
  const verify = verifierBy(signedWith, options);
  return async (token) => {
    const claims = await verify(token).catch((error: unknown) => refuse(error));
    const role = claims[roleClaim];
    if (role !== undefined && typeof role !== 'string') {
      throw refused(`its claim "${roleClaim}" is no name of a role`, `Have "${roleClaim}" be one name.`);
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

/** Which of the checks failed is told to who asks: it is about their own token. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw refused('it has expired', 'Get a new one from the issuer.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    const problem = error.reason === 'missing' ? `it has no "${error.claim}"` : `its "${error.claim}" is another`;
    throw refused(problem, 'Ask the issuer for a token that is meant for this gateway.');
  }
  if (isIssuersFault(error)) throw gatewayError('IDENTITY_UNAVAILABLE', {}, error);
  throw refused('it is not signed by its issuer', 'Ask the issuer for a new one.');
}

/** The keys could not be had, or are none; all else is about the token. */
function isIssuersFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
}

function refused(problem: string, hint: string) {
  return gatewayError('UNAUTHENTICATED', { problem: `The token is refused: ${problem}.`, hint });
}
