import type { IncomingHttpHeaders } from 'node:http';
import { gatewayError } from '../../errors';
import { StartupProblem } from '../startupProblem';
import { ApiKeys, ApiKeysProblem, PREFIX } from './apiKeys';
import type { AuthConfig } from './authConfig';
import { readForwarded } from './forwarded';
import { ANONYMOUS, type Identity } from './identity';
import { tokenVerifier } from './tokens';

/** The headers that can prove who the caller is. */
export type Proof = Pick<IncomingHttpHeaders, 'authorization'> & {
  readonly [name: string]: string | string[] | undefined;
};

/** Returns the identity of the caller. Errors: UNAUTHENTICATED, IDENTITY_UNAVAILABLE. */
export type Authenticate = (proof: Proof) => Promise<Identity>;

/**
 * Returns the check for a configuration. Without a configuration, every caller is anonymous.
 * Errors: StartupProblem, if the keys file is not valid.
 */
export function authenticator(config: AuthConfig | null, warn: (line: string) => void): Authenticate {
  if (config === null) return async () => ANONYMOUS;
  const keys = config.apiKeysFile === null ? null : openKeys(config.apiKeysFile, warn);
  const verify = config.tokens === null ? null : tokenVerifier(config.tokens, warn);
  const byKey = (key: string): Identity => {
    const found = keys?.find(key) ?? null;
    if (found === null) throw unauthenticated('The API key is not known, has expired or was removed.');
    return found;
  };
  const byToken = (token: string): Promise<Identity> => {
    if (verify === null) throw unauthenticated('This gateway does not accept tokens.', 'Send an API key.');
    return verify(token);
  };
  return async (proof) => {
    const key = one(proof['x-api-key']);
    const bearer = bearerOf(proof.authorization);
    const claims = one(proof['metergate-claims']);
    if (key === null && bearer === null) throw unauthenticated('The request has no token and no API key.');
    if (key === null && !bearer!.startsWith(PREFIX)) {
      if (claims !== null) throw notARouter();
      return byToken(bearer!);
    }
    const service = byKey(key ?? bearer!);
    const behalf = key === null ? null : bearer;
    if (behalf === null && claims === null) return service;
    if (!service.isRouter) throw notARouter();
    if (behalf !== null && claims !== null) {
      throw unauthenticated(
        'The router forwards both a token and the claims of its caller.',
        'Forward only one of them.',
      );
    }
    const caller = behalf === null ? readForwarded(claims!, service) : await byToken(behalf);
    // The identity needs both proofs, so it ends with the earlier one.
    const until = Math.min(caller.until ?? Infinity, service.until ?? Infinity);
    return { ...caller, isRouter: true, until: until === Infinity ? null : until, isValid: service.isValid };
  };
}

function openKeys(path: string, warn: (line: string) => void): ApiKeys {
  try {
    return new ApiKeys(path, warn);
  } catch (error) {
    if (!(error instanceof ApiKeysProblem)) throw error;
    throw new StartupProblem(error.message);
  }
}

function bearerOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const [, token] = /^Bearer +([\w.~+/=-]+) *$/i.exec(header) ?? [];
  if (token !== undefined) return token;
  throw unauthenticated(
    'The header `authorization` is not a bearer token.',
    'Write it like this: `authorization: Bearer …`.',
  );
}

function one(header: string | string[] | undefined): string | null {
  return header === undefined ? null : Array.isArray(header) ? header.join(', ') : header;
}

function notARouter() {
  return unauthenticated(
    'Only a router may send requests for someone else.',
    'Leave out `metergate-claims` and send only one of `x-api-key` and `authorization`, or mark the key with `router: true`.',
  );
}

function unauthenticated(problem: string, hint = 'Send `authorization: Bearer …` with a token or an API key.') {
  return gatewayError('UNAUTHENTICATED', { problem, hint });
}
