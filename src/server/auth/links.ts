import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { gatewayError } from '../../errors';
import type { Claims } from '../../policy/claimPath';
import { StartupProblem } from '../startupProblem';
import { ANONYMOUS, type Identity } from './identity';

/** The content of a signed link: an export, and the caller as whom it is answered. */
export interface Link {
  /** The path of the export, below the base path: `/export.csv`. */
  readonly path: string;
  /** The parameters of the address, decoded, without the signature. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The parameters that make an address a signed link. `expires` is in seconds since the epoch. */
export const LINK_PARAMETERS = ['role', 'claims', 'expires', 'signature'] as const;

/** The hash length of SHA-256: a shorter key can be guessed from a link. */
const KEY_BYTES = 32;

/** Reads LINK_KEY. Null: there is none, and no link is accepted. Errors: StartupProblem. */
export function readLinkKey(text: string | undefined): string | null {
  if (text === undefined) return null;
  const length = Buffer.byteLength(text);
  if (length >= KEY_BYTES) return text;
  // The message does not repeat the value, because it is a secret.
  throw new StartupProblem(
    `LINK_KEY has ${length} bytes; at least ${KEY_BYTES} are needed, because a shorter one can be guessed. \`openssl rand -base64 48\` makes one.`,
  );
}

/**
 * Returns the signature of a link. It covers the decoded parameters, because programs write the
 * same address in several ways.
 */
export function signatureOf({ path, parameters }: Link, key: string): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', key)
    .update(JSON.stringify(['metergate link 1', path, sorted]))
    .digest('base64url');
}

interface VerifyOptions {
  readonly key: string | null;
  /** The gateway has no authentication, so a link without a role may see what everybody sees. */
  readonly isOpen: boolean;
}

/**
 * Returns the identity as whom a link is answered. `query` is that of the address, with the
 * signature. Errors: LINK_REJECTED, LINK_EXPIRED.
 */
export function identityOfLink(path: string, query: object, { key, isOpen }: VerifyOptions): Identity {
  if (key === null) {
    throw gatewayError('LINK_REJECTED', {
      problem: 'This gateway accepts no signed links.',
      hint: 'Set LINK_KEY for the gateway, or send a token or an API key.',
    });
  }
  const { signature, ...parameters } = query as Readonly<Record<string, string>>;
  const expected = Buffer.from(signatureOf({ path, parameters }, key));
  const given = Buffer.from(String(signature));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw changed();
  const { role, claims, expires } = parameters;
  const until = Number(expires) * 1_000;
  // Only the holder of the key can make such a link, so these are mistakes of a program.
  if (!Number.isSafeInteger(until)) throw changed();
  if (Date.now() >= until) throw gatewayError('LINK_EXPIRED', { at: new Date(until).toISOString() });
  if (isOpen && role === undefined) return ANONYMOUS;
  return {
    // Each link has limits of its own. The log may have this, so it must not have the signature.
    subject: `link:${createHash('sha256').update(expected).digest('hex').slice(0, 12)}`,
    role: role ?? null,
    claims: claims === undefined ? {} : (JSON.parse(claims) as Claims),
    isRouter: false,
    until,
    isValid: null,
  };
}

function changed() {
  return gatewayError('LINK_REJECTED', {
    problem: 'The signature does not fit this address.',
    hint: 'Use the link as it was made, whole and unchanged. If LINK_KEY has changed, ask for a new link.',
  });
}
