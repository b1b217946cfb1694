import { Client, type PoolConfig } from 'pg';
import { gatewayError, GatewayError } from '../../errors';
import { cancelStatement } from './cancel';
import type { Engine } from '../engine';
import { unavailable, type ConnectionAddress } from './failure';
import { PooledEngine } from './pooled';

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
  const config = {
    connectionString: url,
    application_name: 'metergate',
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_MS,
    connectionTimeoutMillis: options.connectWithinMs ?? CONNECT_WITHIN_MS,
    idleTimeoutMillis: IDLE_FOR_MS,
    max: options.connections ?? CONNECTIONS,
  };
  await greet(config, url);
  return new PooledEngine({
    name: 'postgresql',
    pool: config,
    serverTimeouts: true,
    stop: (client, ended) => cancelStatement(client, ended, STOP_WITHIN_MS),
    pingsBeside: true,
    countsChanges: true,
  });
}

/** Connects once, for an error that names the address: at the start only the operator reads it. */
async function greet(config: PoolConfig, url: string): Promise<void> {
  if (!/^(postgres|postgresql):\/\//.test(url)) {
    throw refused('DATABASE_URL does not begin with postgres:// or postgresql://');
  }
  let client: Client | undefined;
  try {
    client = new Client(config);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ number: number; name: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
    );
    const [version] = rows;
    if (version && version.number < OLDEST) throw refused(`it is PostgreSQL ${version.name}; 12 or later is needed`);
  } catch (error) {
    throw error instanceof GatewayError ? error : unavailable('postgresql', error, client && addressOf(client));
  } finally {
    // This is needed after a failure too: the driver keeps a connection open if the login fails.
    await client?.end();
  }
}

function addressOf({ host, port, user = '', database = '' }: Client): ConnectionAddress {
  return { host, port, user, database };
}

function refused(reason: string): GatewayError {
  return gatewayError('ENGINE_UNAVAILABLE', { engine: 'PostgreSQL', reason });
}
