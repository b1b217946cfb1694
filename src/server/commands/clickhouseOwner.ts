import { ClickHouseError, type ClickHouseClient } from '@clickhouse/client';
import { RowsArrived } from '../../database/clickhouse/load';
import { ForeignTables } from '../../database/clickhouse/migrate';
import { clickhouseClient } from '../../engine/clickhouse/client';
import { ClickhouseUrlProblem, parseClickhouseUrl, type ClickhouseUrl } from '../../engine/clickhouse/databaseUrl';
import { CODES, isLost, unavailable } from '../../engine/clickhouse/failure';
import { EXIT } from '../../cli/exitCode';
import { StartupProblem } from '../startupProblem';

/** The tables of a ClickHouse server, to change them. `where` names it without the password. */
export interface ClickhouseOwner {
  readonly client: ClickHouseClient;
  readonly where: string;
}

/** `host:port/database`. Errors: StartupProblem, if the URL is wrong. */
export function clickhouseName(url: string): string {
  const { host, port, database } = parsed(url);
  return `${host}:${port}/${database}`;
}

/**
 * Runs `work` with a connection that may write. `what` is the attempted action, such as "The
 * migration". Errors: StartupProblem.
 */
export async function asClickhouseOwner<T>(
  text: string,
  what: string,
  work: (owner: ClickhouseOwner) => Promise<T>,
): Promise<T> {
  const url = parsed(text);
  const client = connected(url);
  try {
    return await work({ client, where: clickhouseName(text) });
  } catch (error) {
    throw error instanceof StartupProblem ? error : failure(error, url, what);
  } finally {
    await client.close();
  }
}

function parsed(text: string): ClickhouseUrl {
  return orProblem(() => parseClickhouseUrl(text));
}

function connected(url: ClickhouseUrl): ClickHouseClient {
  return orProblem(() => clickhouseClient(url, { sockets: 1, compressed: false }));
}

function orProblem<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ClickhouseUrlProblem) throw new StartupProblem(`${error.message}.`);
    throw error;
  }
}

const MAY_NOT: readonly string[] = [CODES.accessDenied, CODES.readOnly];
const NO_LOGIN: readonly string[] = [
  CODES.unknownDatabase,
  CODES.unknownUser,
  CODES.wrongPassword,
  CODES.requiredPassword,
  CODES.authenticationFailed,
];

function failure(error: unknown, url: ClickhouseUrl, what: string): StartupProblem {
  const { user, database } = url;
  if (error instanceof ForeignTables) {
    return new StartupProblem(
      `"${database}" has tables of its own: ${error.message}. No table was changed; describe yours in schema/model/tables.yaml.`,
    );
  }
  if (error instanceof RowsArrived) {
    return new StartupProblem(`"${database}" got rows of its own meanwhile; nothing was changed.`);
  }
  if (isLost(error) && !isOfNetwork(error)) throw error;
  if (!(error instanceof ClickHouseError) || NO_LOGIN.includes(error.code)) {
    return new StartupProblem(unavailable(error, url).message, EXIT.unreachable);
  }
  const message = error.message.split('\n')[0]!.replace(/\.+$/, '');
  return MAY_NOT.includes(error.code)
    ? new StartupProblem(`"${user}" may not do this in "${database}": ${message}.`)
    : new StartupProblem(`${what} failed: ${message} (${error.code}).`);
}

/** An error without a code comes from the gateway itself, not from the server. */
function isOfNetwork(error: unknown): boolean {
  return typeof (error as { readonly code?: unknown }).code === 'string';
}
