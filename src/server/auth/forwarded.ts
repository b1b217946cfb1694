import { gatewayError } from '../../errors';
import type { Claims, Identity } from './identity';

/**
 * Whom a router asks for: `metergate-claims` is a JSON object in base64url, with `sub` and `role` beside what row filters go by. The router has proven who it is,
 * and vouches for them. Errors: UNAUTHENTICATED.
 */
export function readForwarded(header: string, router: Identity): Identity {
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  } catch {
    throw refused('is no JSON in base64url');
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw refused('is no JSON object');
  const { sub, role } = claims as Record<string, unknown>;
  if (role !== undefined && typeof role !== 'string') throw refused('has a `role` that is no name');
  if (sub !== undefined && typeof sub !== 'string') throw refused('has a `sub` that is no name');
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
  const hint = 'Write the claims as a JSON object, and that in base64url.';
  return gatewayError('UNAUTHENTICATED', { problem: `The header \`metergate-claims\` ${problem}.`, hint });
}
