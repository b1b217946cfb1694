import { gatewayError } from '../../errors';
import type { Claims } from '../../policy/claimPath';
import type { Identity } from './identity';

/**
 * Reads the caller that a router forwards. `metergate-claims` is a JSON object in base64url, with
 * `sub`, `role` and the claims that row filters use. The router has proven its own identity, and
 * the gateway trusts its claims. Errors: UNAUTHENTICATED.
 */
export function readForwarded(header: string, router: Identity): Identity {
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  } catch {
    throw refused('is not JSON in base64url');
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw refused('is not a JSON object');
  const { sub, role } = claims as Record<string, unknown>;
  if (role !== undefined && typeof role !== 'string') throw refused('has a `role` that is not a text');
  if (sub !== undefined && typeof sub !== 'string') throw refused('has a `sub` that is not a text');
  const subject = sub === undefined ? router.subject : `${router.subject}:${sub}`;
  return {
    subject,
    role: role ?? null,
    claims: claims as Claims,
    isRouter: true,
    until: router.until,
    isValid: router.isValid,
  };
}

function refused(problem: string) {
  const hint = 'Write the claims as a JSON object, encoded in base64url.';
  return gatewayError('UNAUTHENTICATED', { problem: `The header \`metergate-claims\` ${problem}.`, hint });
}
