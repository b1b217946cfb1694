import { isIP } from 'node:net';
import { StartupProblem } from '../startupProblem';
import { readClaimPath, type ClaimPath } from './claimPath';

/**
 * How callers prove who they are: by tokens of an issuer, by the gateway's API keys, or by either.
 */
export interface AuthConfig {
  readonly tokens: TokenConfig | null;
  /** A YAML file with the hashes of API keys. */
  readonly apiKeysFile: string | null;
}

export interface TokenConfig {
  readonly signedWith: { readonly secret: Uint8Array } | { readonly jwks: URL };
  readonly issuer: string;
  /** A token must be meant for one of these. */
  readonly audiences: readonly string[];
  /** The accepted algorithms. A token with another one is rejected, whatever its signature. */
  readonly algorithms: readonly string[];
  /** The claim that names a role of the registry, or lists several roles. */
  readonly roleClaim: ClaimPath;
}

const SYMMETRIC = ['HS256', 'HS384', 'HS512'];
const ASYMMETRIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** The hash length of SHA-256: a shorter secret can be guessed from a token. */
const SECRET_BYTES = 32;

/**
 * Reads the settings of authentication. Null: there are none, and every caller may ask. Errors:
 * StartupProblem.
 */
export function readAuth(setting: (name: string) => string | undefined): AuthConfig | null {
  const tokens = readTokens(setting);
  const apiKeysFile = setting('API_KEYS_FILE') ?? null;
  return tokens === null && apiKeysFile === null ? null : { tokens, apiKeysFile };
}

function readTokens(setting: (name: string) => string | undefined): TokenConfig | null {
  const [secret, jwks] = [setting('JWT_SECRET'), setting('JWT_JWKS_URL')];
  const rest = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_ALGORITHMS', 'JWT_ROLE_CLAIM'].filter((name) => setting(name));
  if (secret === undefined && jwks === undefined) {
    if (rest.length === 0) return null;
    throw new StartupProblem(
      `${rest.join(' and ')} ${rest.length === 1 ? 'is' : 'are'} set, but neither JWT_SECRET nor JWT_JWKS_URL is. Set one of them, so that tokens can be checked.`,
    );
  }
  if (secret !== undefined && jwks !== undefined) {
    throw new StartupProblem(
      'JWT_SECRET and JWT_JWKS_URL are both set. Tokens are checked with one of them: unset the other.',
    );
  }
  const signedWith = secret !== undefined ? { secret: readSecret(secret) } : { jwks: readUrl(jwks!) };
  const allowed = secret !== undefined ? SYMMETRIC : ASYMMETRIC;
  const fallback = secret !== undefined ? 'HS256' : 'RS256,PS256,ES256,EdDSA,Ed25519';
  const algorithms = (setting('JWT_ALGORITHMS') ?? fallback).split(',').map((one) => one.trim());
  for (const one of algorithms) {
    if (allowed.includes(one)) continue;
    throw new StartupProblem(
      `JWT_ALGORITHMS has "${one}". With ${secret !== undefined ? 'JWT_SECRET' : 'JWT_JWKS_URL'} these are possible: ${allowed.join(', ')}.`,
    );
  }
  return {
    signedWith,
    issuer: needed(setting, 'JWT_ISSUER', 'the `iss` that tokens must have'),
    audiences: readAudiences(needed(setting, 'JWT_AUDIENCE', 'the `aud` that tokens must have')),
    algorithms,
    roleClaim: readClaimPath('JWT_ROLE_CLAIM', setting('JWT_ROLE_CLAIM') ?? 'role'),
  };
}

function needed(setting: (name: string) => string | undefined, name: string, what: string): string {
  const value = setting(name);
  if (value !== undefined) return value;
  throw new StartupProblem(
    `${name} is not set. It is ${what}; without it, tokens for other services would be accepted.`,
  );
}

function readAudiences(text: string): readonly string[] {
  const audiences = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (audiences.length > 0) return audiences;
  throw new StartupProblem('JWT_AUDIENCE has only commas. Give the `aud` of your tokens, or several with commas.');
}

function readSecret(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length >= SECRET_BYTES) return bytes;
  // The message does not repeat the value, because it is a secret.
  throw new StartupProblem(
    `JWT_SECRET has ${bytes.length} bytes; at least ${SECRET_BYTES} are needed, because a shorter one can be guessed. \`openssl rand -base64 48\` makes one.`,
  );
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new StartupProblem(
    'JWT_JWKS_URL is not an https address. It looks like this: https://login.example.com/.well-known/jwks.json',
  );
}

/** True for names and addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost';
}
