import { Client } from 'pg';
import { EXIT } from '../../cli/exitCode';
import type { ServerSettings } from '../../database/dataSource';
import { DatabaseUrlProblem, parseDatabaseUrl, type DatabaseUrl } from '../../engine/postgres/databaseUrl';
import { checkTarget, driverSettings, NoRoute, Routes, type Attempt } from '../../engine/postgres/routes';
import { StartupProblem } from '../startupProblem';

/** A server to write to. */
export interface WritableServer {
  /** Each host with its port, separated by commas. */
  readonly host: string;
  readonly database: string;
  readonly user: string;
  /** Connects once, and returns the settings for TypeORM. Errors: the driver's; NoRoute. */
  settings(): Promise<ServerSettings>;
}

const EXAMPLE = 'postgresql://user:password@host:5432/database';
const CONNECT_WITHIN_MS = 10_000;

/** Returns the server to write to. Errors: StartupProblem, if the URL is missing or not valid. */
export function writableServer(url: string | null | undefined): WritableServer {
  if (!url) throw new StartupProblem(`DATABASE_URL is not set. Set it to the database to migrate: ${EXAMPLE}`);
  try {
    const parsed = parseDatabaseUrl(url);
    const [routes, driver] = [new Routes(forWriting(parsed)), driverSettings(parsed)];
    return {
      host: parsed.hosts.map(({ host, port }) => `${host}:${port}`).join(','),
      database: parsed.database ?? parsed.user ?? '',
      user: parsed.user ?? '',
      settings: () => routes.connect((attempt) => reach(driver, attempt)),
    };
  } catch (error) {
    if (!(error instanceof DatabaseUrlProblem)) throw error;
    throw new StartupProblem(
      `${error.message[0]!.toUpperCase()}${error.message.slice(1)}. It looks like this: ${EXAMPLE}`,
    );
  }
}

/** Among several hosts, only one that takes writes is of use. */
function forWriting(url: DatabaseUrl): DatabaseUrl {
  const isOpen = url.target === 'any' || url.target === 'prefer-standby';
  return url.hosts.length > 1 && isOpen ? { ...url, target: 'read-write' } : url;
}

async function reach(driver: Readonly<Record<string, string>>, { route, target }: Attempt): Promise<ServerSettings> {
  const client = new Client({ ...driver, ...route, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkTarget(client, target);
    return { ...driver, ...route };
  } finally {
    await client.end();
  }
}

/**
 * Explains why writing to a server failed: one line with the cause and what to do, without the
 * password. `what` is the attempted action, such as "The migration". It ran in one transaction, so
 * nothing was changed.
 */
export function databaseFailure(error: unknown, server: WritableServer, what: string): StartupProblem {
  const { host, database, user } = server;
  const { code, message } = rootOf(error);
  const unreachable = (text: string) => new StartupProblem(text, EXIT.unreachable);
  switch (code) {
    case '28P01':
    case '28000':
      return unreachable(
        `${host} rejects the user "${user}": ${message}. Check the name and the password in DATABASE_URL.`,
      );
    case '3D000':
      return unreachable(`There is no database "${database}" on ${host}. Create it first: createdb ${database}`);
    case '42501':
      return new StartupProblem(
        `"${user}" may not do this in "${database}": ${message}. Run it as a role that may create tables there.`,
      );
    case '42P07':
      return new StartupProblem(
        `"${database}" has tables of its own: ${message}. No table was changed; describe yours in schema/model/tables.yaml.`,
      );
    case '42P01':
      return new StartupProblem(`"${database}" lacks a table: ${message}. Run \`metergate migrate\` first.`);
    default:
      // PostgreSQL's codes have five characters. Any other code means that no connection was made.
      return /^[0-9A-Z]{5}$/.test(code)
        ? new StartupProblem(`${what} failed and nothing was changed: ${message} (${code}).`)
        : unreachable(
            `Cannot connect to ${host}: ${message || code}. Check that the database runs there and that DATABASE_URL is right.`,
          );
  }
}

/** Finds the database driver's own error inside the wrappers of TypeORM and Node. */
function rootOf(error: unknown): { code: string; message: string } {
  if (error instanceof NoRoute) {
    return error.failures.length === 1 ? rootOf(error.failures[0]!.error) : { code: '', message: error.message };
  }
  const outer = error as { driverError?: unknown; errors?: unknown[]; code?: string; message?: string };
  const inner = outer.driverError ?? outer.errors?.[0];
  if (inner !== undefined) return rootOf(inner);
  return { code: outer.code ?? '', message: (outer.message ?? String(error)).split('\n')[0] as string };
}
