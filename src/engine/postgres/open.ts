import { Client, type PoolConfig } from 'pg';
import { gatewayError, GatewayError } from '../../errors';
import { cancelStatement } from './cancel';
import type { Engine } from '../engine';
import { DatabaseUrlProblem, parseDatabaseUrl, type DatabaseUrl } from './databaseUrl';
import { unavailable, type ConnectionLogin } from './failure';
import { PooledEngine } from './pooled';
import { checkTarget, driverSettings, NoRoute, Routes } from './routes';

export interface PostgresOptions {
  /** The maximum of connections, and so of statements at once. */
  readonly connections?: number;
  /** The time in which a new connection must be ready. */
  readonly connectWithinMs?: number;
}

const CONNECTIONS = 10;
const CONNECT_WITHIN_MS = 5_000;
const IDLE_FOR_MS = 30_000;
/** A cancelled statement ends within this time, or its connection is given up. */
const STOP_WITHIN_MS = 2_000;
/** A host is lost if it does not answer for this time and ten more seconds. */
const SILENT_MS = 10_000;
/** `MATERIALIZED` needs version 12. */
const OLDEST = 120_000;

/**
 * Opens the PostgreSQL at `url` for reading, and connects once. Errors: ENGINE_UNAVAILABLE, with
 * the reason.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Engine> {
  const { parsed, routes } = readUrl(url);
  const config = {
    application_name: 'metergate',
    ...driverSettings(parsed),
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_MS,
    connectionTimeoutMillis: options.connectWithinMs ?? CONNECT_WITHIN_MS,
    idleTimeoutMillis: IDLE_FOR_MS,
    max: options.connections ?? CONNECTIONS,
  };
  await greet(config, routes);
  return new PooledEngine({
    name: 'postgresql',
    pool: config,
    routes,
    serverTimeouts: true,
    stop: (client, ended) => cancelStatement(client, ended, STOP_WITHIN_MS),
    pingsBeside: true,
    countsChanges: true,
  });
}

function readUrl(url: string): { readonly parsed: DatabaseUrl; readonly routes: Routes } {
  try {
    const parsed = parseDatabaseUrl(url);
    return { parsed, routes: new Routes(parsed) };
  } catch (error) {
    throw error instanceof DatabaseUrlProblem ? refused(error.message) : error;
  }
}

/** Connects once, for an error that names the address: at the start only the operator reads it. */
async function greet(config: PoolConfig, routes: Routes): Promise<void> {
  let login: ConnectionLogin = { user: '', database: '' };
  try {
    await routes.connect(async ({ route, target }) => {
      const client = new Client({ ...config, ...route });
      client.on('error', () => undefined);
      login = { user: client.user ?? '', database: client.database ?? '' };
      try {
        await client.connect();
        await checkTarget(client, target);
        await checkVersion(client);
      } finally {
        // Also after a failure: the driver keeps a connection open if the login fails.
        await client.end();
      }
    });
  } catch (error) {
    const [only] = error instanceof NoRoute ? error.failures : [];
    if (only?.error instanceof GatewayError) throw only.error;
    throw unavailable('postgresql', error, login);
  }
}

async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
  );
  const [version] = rows;
  if (version && version.number < OLDEST) throw refused(`it is PostgreSQL ${version.name}; 12 or later is needed`);
}

function refused(reason: string): GatewayError {
  return gatewayError('ENGINE_UNAVAILABLE', { engine: 'PostgreSQL', reason });
}
