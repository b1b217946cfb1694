import { nearestName } from '../../model/nearest';

/** The parts of `DATABASE_URL` for ClickHouse; files are named, not read. */
export interface ClickhouseUrl {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Null: not encrypted. */
  readonly tls: ClickhouseTls | null;
}

export interface ClickhouseTls {
  /** The certificates of authorities; undefined: the public ones. */
  readonly rootFile: string | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
}

/** Explains what is wrong with `DATABASE_URL`, without its password. */
export class ClickhouseUrlProblem extends Error {}

const SCHEMES = /^clickhouse(s?):\/\/(.*)$/s;
const PORTS = { plain: 8123, encrypted: 8443 };
const DEFAULT = 'default';
const PARAMETERS = ['sslrootcert', 'sslcert', 'sslkey'];

/** Whether a URL names a ClickHouse server. */
export function isClickhouseUrl(text: string): boolean {
  return SCHEMES.test(text);
}

/** Reads `clickhouse://user:password@host:port/database?…`. Errors: ClickhouseUrlProblem. */
export function parseClickhouseUrl(text: string): ClickhouseUrl {
  const [, secure, rest] = SCHEMES.exec(text) ?? [];
  if (rest === undefined) throw problem('does not begin with clickhouse:// or clickhouses://');
  if (rest.includes('#')) throw problem('has a "#"; in a user, a password or a file name, write it as %23');
  const [, authority = '', path = '', query = ''] = /^([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest)!;
  const at = authority.lastIndexOf('@');
  if (at < 0 && /@/.test(`${path}${query.split('=')[0]}`)) {
    throw problem('has a "/" or "?" in the user or the password; write them as %2F and %3F');
  }
  const [user = '', ...words] = at < 0 ? [] : authority.slice(0, at).split(':');
  const isEncrypted = secure === 's';
  return {
    ...hostOf(authority.slice(at + 1), isEncrypted),
    user: decoded(user) || DEFAULT,
    password: decoded(words.join(':')),
    database: decoded(path) || DEFAULT,
    tls: tlsOf(query, isEncrypted),
  };
}

function hostOf(text: string, isEncrypted: boolean): { readonly host: string; readonly port: number } {
  if (text.includes(',')) throw problem('has several hosts; name one, or a load balancer in front of them');
  const [, inBrackets, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s.exec(text)!;
  return {
    host: (inBrackets ?? decoded(plain ?? '')) || 'localhost',
    port: port ? portOf(port) : isEncrypted ? PORTS.encrypted : PORTS.plain,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  // The text may be the end of a password.
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw problem('has a port that is no number from 1 to 65535');
  return port;
}

function tlsOf(query: string, isEncrypted: boolean): ClickhouseTls | null {
  const found = new Map<string, string>();
  for (const pair of query.split('&').filter((one) => one !== '')) {
    const [name = '', ...value] = pair.split('=').map(decoded);
    if (!PARAMETERS.includes(name)) {
      const nearest = nearestName(name, PARAMETERS);
      const advice = nearest === null ? `; it may have ${PARAMETERS.join(', ')}` : `; did you mean "${nearest}"?`;
      throw problem(`has the unknown parameter "${name}"${advice}`);
    }
    found.set(name, value.join('='));
  }
  const [first] = found.keys();
  if (!isEncrypted) {
    if (first === undefined) return null;
    throw problem(`has ${first}, but the connection is not encrypted; begin it with clickhouses://`);
  }
  const [rootFile, certFile, keyFile] = PARAMETERS.map((name) => found.get(name) || undefined);
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw problem('has one of sslcert and sslkey; give both, or none');
  }
  if (certFile !== undefined && rootFile === undefined) {
    throw problem('has sslcert without sslrootcert; name the file of the authorities too');
  }
  return { rootFile, certFile, keyFile };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw problem('has a "%" that begins no code of two digits; write it as %25');
  }
}

function problem(words: string): ClickhouseUrlProblem {
  return new ClickhouseUrlProblem(`DATABASE_URL ${words}`);
}
