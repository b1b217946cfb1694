import type { ClientBase } from 'pg';
import type { DatabaseUrl, SessionTarget } from './databaseUrl';
import { encryptions, type Encryption } from './tls';

/** One way to a server: the settings of the driver for a host, with or without encryption. */
export interface Route {
  readonly host: string;
  readonly port: number;
  readonly ssl: Encryption;
  readonly sslnegotiation: 'postgres' | 'direct';
}

/** The error of one attempt. */
export interface FailedRoute {
  readonly route: Route;
  readonly error: unknown;
}

/** No host could be used. The message is for logs: it has addresses. */
export class NoRoute extends Error {
  constructor(readonly failures: readonly FailedRoute[]) {
    super(failures.map(({ route, error }) => `${route.host}:${route.port}: ${(error as Error).message}`).join('; '));
  }
}

/** A server that was reached, but is not one that `target_session_attrs` names. */
export class WrongServer extends Error {
  constructor(readonly wanted: SessionTarget) {
    super(`target_session_attrs=${wanted} does not fit this server`);
  }
}

/** An attempt: the route, and the server that must be found at its end. */
export interface Attempt {
  readonly route: Route;
  readonly target: SessionTarget;
}

/** The routes of a URL. Each new connection tries them in order, as libpq does. */
export class Routes {
  private readonly hosts: Route[][];
  private readonly targets: readonly SessionTarget[];

  /** Errors: DatabaseUrlProblem. */
  constructor({ hosts, tls, target }: DatabaseUrl) {
    const ways = encryptions(tls);
    const sslnegotiation = tls.isDirect ? 'direct' : 'postgres';
    this.hosts = hosts.map(({ host, port }) =>
      // A Unix socket is never encrypted.
      (host.startsWith('/') ? [false as const] : ways).map((ssl) => ({
        host,
        port,
        ssl,
        sslnegotiation: ssl === false ? 'postgres' : sslnegotiation,
      })),
    );
    this.targets = target === 'prefer-standby' ? ['standby', 'any'] : [target];
  }

  /** The attempt that comes first. */
  get first(): Attempt {
    return { route: this.hosts[0]![0]!, target: this.targets[0]! };
  }

  /** The first result of `open` that does not fail. Errors: NoRoute, with one failure a host. */
  async connect<T>(open: (attempt: Attempt) => Promise<T>): Promise<T> {
    const failures: FailedRoute[] = [];
    for (const target of this.targets) {
      for (const host of this.hosts) {
        for (const route of [...host]) {
          try {
            const opened = await open({ route, target });
            remember(host, route);
            return opened;
          } catch (error) {
            failures.push({ route, error });
            if (isAboutEncryption(error)) continue;
            if (!goesOn(error)) throw new NoRoute(told([{ route, error }]));
            break;
          }
        }
      }
    }
    throw new NoRoute(told(failures));
  }
}

/** The settings of the driver for every route. */
export function driverSettings({ user, password, database, others }: DatabaseUrl): Readonly<Record<string, string>> {
  const named = Object.entries({ user, password, database });
  return { ...others, ...Object.fromEntries(named.filter((one): one is [string, string] => one[1] !== undefined)) };
}

/** Errors: WrongServer; the driver's. */
export async function checkTarget(client: ClientBase, target: SessionTarget): Promise<void> {
  if (target === 'any') return;
  const { rows } = await client.query<{ standby: boolean; reads: boolean }>(
    `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS reads`,
  );
  const { standby, reads } = rows[0]!;
  const fits: { readonly [T in SessionTarget]: boolean } = {
    any: true,
    'read-write': !reads,
    'read-only': reads,
    primary: !standby,
    standby,
    'prefer-standby': true,
  };
  if (!fits[target]) throw new WrongServer(target);
}

/** The encryption that worked comes first from now on, so that a connection is one attempt. */
function remember(host: Route[], route: Route): void {
  host.splice(host.indexOf(route), 1);
  host.unshift(route);
}

const NO_PG_HBA_ENTRY = '28000';
const STARTING_OR_STOPPING = '57P03';

/** Another way to encrypt may succeed on the same host. */
function isAboutEncryption(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return code === NO_PG_HBA_ENTRY || isWithoutTls(error) || /SSL|TLS|CERT/.test(code) || /\b(SSL|TLS)\b/.test(message);
}

function isWithoutTls(error: unknown): boolean {
  return /does not support SSL/.test((error as Error | undefined)?.message ?? '');
}

/** A server that refuses a login says so in an error of its own. Other hosts would do the same. */
function goesOn(error: unknown): boolean {
  const { code = '', severity } = error as { code?: string; severity?: string };
  return severity === undefined || code === STARTING_OR_STOPPING;
}

/** One failure for each host: the last that is more than a missing TLS, or else the last. */
function told(failures: readonly FailedRoute[]): readonly FailedRoute[] {
  const byHost = new Map<string, FailedRoute>();
  for (const one of failures) {
    const key = `${one.route.host}:${one.route.port}`;
    if (!byHost.has(key) || !isWithoutTls(one.error)) byHost.set(key, one);
  }
  return [...byHost.values()];
}
