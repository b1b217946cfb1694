import { nearestName } from '../../model/nearest';

/** How a connection is encrypted, as PostgreSQL's own programs understand `sslmode`. */
export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** The server that a connection needs, among several hosts. */
export const SESSION_TARGETS = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const;
export type SessionTarget = (typeof SESSION_TARGETS)[number];

export interface Host {
  /** A name, an address, or the directory of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

/** The settings of TLS; files are named, not read. */
export interface TlsSettings {
  readonly mode: SslMode;
  /** The certificates of authorities; `system` or none: the public ones. */
  readonly rootFile: string | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly keyPassword: string | undefined;
  /** TLS begins at once, without the question whether the server has it (PostgreSQL 17). */
  readonly isDirect: boolean;
}

/** The parts of `DATABASE_URL`. Undefined: the driver's default. */
export interface DatabaseUrl {
  readonly hosts: readonly Host[];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly tls: TlsSettings;
  readonly target: SessionTarget;
  /** Other parameters, for the driver: `options`, `application_name` and so on. */
  readonly others: Readonly<Record<string, string>>;
}

/** Explains what is wrong with `DATABASE_URL`, without its password. */
export class DatabaseUrlProblem extends Error {}

const DEFAULT_PORT = 5432;
const TLS_PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslpassword', 'sslnegotiation', 'ssl'];
const OWN = ['host', 'port', 'user', 'password', 'dbname', 'target_session_attrs', 'uselibpqcompat'];

/**
 * Reads a URL of PostgreSQL, with one host or several. The URL class of Node reads no lists of
 * hosts. Errors: DatabaseUrlProblem.
 */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const [, rest] = /^postgres(?:ql)?:\/\/(.*)$/s.exec(text) ?? [];
  if (rest === undefined) throw problem('does not begin with postgres://, postgresql:// or clickhouse://');
  if (rest.includes('#')) throw problem('has a "#"; in a user, a password or a file name, write it as %23');
  const [, authority, path, query] = /^([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest) as unknown as Parts;
  const at = authority.lastIndexOf('@');
  if (at < 0 && /@/.test(`${path ?? ''}${query?.split('=')[0] ?? ''}`)) {
    throw problem('has a "/" or "?" in the user or the password; write them as %2F and %3F');
  }
  const [user = '', ...words] = at < 0 ? [] : authority.slice(0, at).split(':');
  const parameters = parametersOf(query ?? '');
  return {
    hosts: hostsOf(authority.slice(at + 1), parameters),
    user: parameters.get('user') ?? (decoded(user) || undefined),
    password: parameters.get('password') ?? (decoded(words.join(':')) || undefined),
    database: parameters.get('dbname') ?? (decoded(path ?? '') || undefined),
    tls: tlsOf(parameters),
    target: oneOf(SESSION_TARGETS, 'target_session_attrs', parameters.get('target_session_attrs') ?? 'any'),
    others: Object.fromEntries([...parameters].filter(([name]) => ![...OWN, ...TLS_PARAMETERS].includes(name))),
  };
}

type Parts = readonly [string, string, string | undefined, string | undefined];

function parametersOf(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&').filter((one) => one !== '')) {
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    // A misspelt name must not leave a connection without encryption.
    if (/^ssl/i.test(name) && !TLS_PARAMETERS.includes(name)) {
      const nearest = nearestName(name, TLS_PARAMETERS);
      throw problem(`has the unknown parameter "${name}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`);
    }
    const value = equals < 0 ? '' : pair.slice(equals + 1);
    // Programs that make URLs write a space as `+`, and `options` needs spaces. Elsewhere, as for
    // libpq, `+` is itself: passwords and names of files may have it.
    parameters.set(name, decoded(name === 'options' ? value.replaceAll('+', ' ') : value));
  }
  return parameters;
}

function hostsOf(authority: string, parameters: ReadonlyMap<string, string>): readonly Host[] {
  const listed = authority.split(',').map((one) => {
    const [, inBrackets, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s.exec(one) ?? [];
    if (inBrackets === undefined && plain === undefined) throw problem('has a host with several ":"');
    return { host: inBrackets ?? decoded(plain ?? ''), port };
  });
  const names = parameters.get('host')?.split(',') ?? listed.map(({ host }) => host);
  const ports = parameters.get('port')?.split(',') ?? listed.map(({ port }) => port);
  if (ports.length > 1 && ports.length !== names.length) {
    throw problem(`has ${names.length} hosts and ${ports.length} ports`);
  }
  return names.map((host, index) => ({
    host: host || process.env['PGHOST'] || 'localhost',
    port: portOf((ports.length === 1 ? ports[0] : ports[index]) || process.env['PGPORT']),
  }));
}

function portOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  // The text may be the end of a password.
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw problem('has a port that is no number from 1 to 65535');
  return port;
}

function tlsOf(parameters: ReadonlyMap<string, string>): TlsSettings {
  const [rootFile, certFile, keyFile] = (['sslrootcert', 'sslcert', 'sslkey'] as const).map(
    (name) => parameters.get(name) || undefined,
  );
  const mode = modeOf(parameters, rootFile);
  const negotiation = oneOf(['postgres', 'direct'], 'sslnegotiation', parameters.get('sslnegotiation') ?? 'postgres');
  const isDirect = negotiation === 'direct';
  if (isDirect && ['disable', 'allow', 'prefer'].includes(mode)) {
    throw problem('has sslnegotiation=direct, which needs sslmode=require, verify-ca or verify-full');
  }
  if (mode === 'verify-ca' && (rootFile === undefined || rootFile === 'system')) {
    throw problem('has sslmode=verify-ca without a file in sslrootcert; name one, or use sslmode=verify-full');
  }
  return { mode, rootFile, certFile, keyFile, keyPassword: parameters.get('sslpassword'), isDirect };
}

/** `ssl=true` and `no-verify` are words of the driver for Node. */
function modeOf(parameters: ReadonlyMap<string, string>, rootFile: string | undefined): SslMode {
  const ssl = parameters.get('ssl');
  const word = parameters.get('sslmode') ?? process.env['PGSSLMODE'];
  if (word === undefined) {
    if (ssl !== undefined) return ['true', '1'].includes(ssl) ? 'verify-full' : 'disable';
    return rootFile === 'system' ? 'verify-full' : 'prefer';
  }
  if (word === 'no-verify') return 'require';
  const mode = oneOf(SSL_MODES, 'sslmode', word);
  if (mode !== 'require' || rootFile === undefined) return mode;
  return rootFile === 'system' ? 'verify-full' : 'verify-ca';
}

function oneOf<T extends string>(all: readonly T[], name: string, found: string): T {
  const one = all.find((each) => each === found);
  if (one === undefined) throw problem(`has ${name}=${found}; use one of ${all.join(', ')}`);
  return one;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw problem('has a "%" that begins no code of two digits; write it as %25');
  }
}

function problem(words: string): DatabaseUrlProblem {
  return new DatabaseUrlProblem(`DATABASE_URL ${words}`);
}
