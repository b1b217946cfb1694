import { isIP } from 'node:net';
import { StartupProblem } from '../startupProblem';

/** How those who ask prove who they are: tokens of an issuer, keys of ours, or either. */
export interface AuthConfig {
  readonly tokens: TokenConfig | null;
  /** A YAML file of API keys, hashed. */
  readonly apiKeysFile: string | null;
}

export interface TokenConfig {
  readonly signedWith: { readonly secret: Uint8Array } | { readonly jwks: URL };
  readonly issuer: string;
  readonly audience: string;
  /** A token that names another is refused, whatever it is signed with. */
  readonly algorithms: readonly string[];
  /** The claim that names a role of the registry. */
  readonly roleClaim: string;
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
/** As many as SHA-256 has: a shorter secret can be guessed from a token. */
const SECRET_BYTES = 32;

/** Reads what the environment says of authentication; null: nothing, and whoever reaches the gateway may ask. Errors: StartupProblem. */
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
      `${rest.join(' and ')} ${rest.length === 1 ? 'is' : 'are'} set, and neither JWT_SECRET nor JWT_JWKS_URL: set one of them, which tokens are checked by.`,
    );
  }
  if (secret !== undefined && jwks !== undefined) {
    throw new StartupProblem(
      'JWT_SECRET and JWT_JWKS_URL are both set. Tokens are checked by one of them: unset the other.',
    );
  }
  const signedWith = secret !== undefined ? { secret: readSecret(secret) } : { jwks: readUrl(jwks!) };
  const allowed = secret !== undefined ? SYMMETRIC : ASYMMETRIC;
  const fallback = secret !== undefined ? 'HS256' : 'RS256,PS256,ES256,EdDSA,Ed25519';
  const algorithms = (setting('JWT_ALGORITHMS') ?? fallback).split(',').map((one) => one.trim());
  for (const one of algorithms) {
    if (allowed.includes(one)) continue;
    throw new StartupProblem(
      `JWT_ALGORITHMS holds "${one}". With ${secret !== undefined ? 'JWT_SECRET' : 'JWT_JWKS_URL'} there are ${allowed.join(', ')}.`,
    );
  }
  return {
    signedWith,
    issuer: needed(setting, 'JWT_ISSUER', 'the `iss` that tokens must have'),
    audience: needed(setting, 'JWT_AUDIENCE', 'the `aud` that tokens must have'),
    algorithms,
    roleClaim: setting('JWT_ROLE_CLAIM') ?? 'role',
  };
}

function needed(setting: (name: string) => string | undefined, name: string, what: string): string {
  const value = setting(name);
  if (value !== undefined) return value;
  throw new StartupProblem(`${name} is not set: ${what}. Without it a token that was made for someone else would do.`);
}

function readSecret(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length >= SECRET_BYTES) return bytes;
  // The value itself is a secret and is not repeated.
  throw new StartupProblem(
    `JWT_SECRET has ${bytes.length} bytes; at least ${SECRET_BYTES} are needed, or it can be guessed. \`openssl rand -base64 48\` makes one.`,
  );
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new StartupProblem(
    'JWT_JWKS_URL is no address of https. It looks like this: https://login.example.com/.well-known/jwks.json',
  );
}

/** True of names and addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost';
}
