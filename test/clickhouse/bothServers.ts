import { gatewayServer, type GatewayServer, type ServerOptions } from '../graphql/gatewayServer';
import { copiedEngine, type CopiedEngine } from './copied';
import type { Copied } from './copyTables';

/** Two gateways for the same rows, one on PostgreSQL and one on ClickHouse. */
export interface BothServers<S extends GatewayServer = GatewayServer> {
  readonly postgres: S;
  readonly clickhouse: S;
  readonly copied: CopiedEngine;
  close(): Promise<void>;
}

export interface BothOptions extends ServerOptions {
  /** Tables that only the selects of the registry read. */
  readonly alsoCopied?: Copied['tables'];
}

/** ClickHouse takes seconds to analyse a long statement, and much longer on a busy machine. */
const PATIENT_MS = 600_000;

/**
 * Starts both servers, by default without a port. `prepare` may change the rows before they are
 * copied.
 */
export async function bothServers(
  options?: BothOptions,
  prepare?: (postgres: GatewayServer) => Promise<void>,
): Promise<BothServers>;
export async function bothServers<S extends GatewayServer>(
  options: BothOptions,
  prepare: ((postgres: S) => Promise<void>) | undefined,
  start: (options: ServerOptions) => Promise<S>,
): Promise<BothServers<S>>;
export async function bothServers(
  { alsoCopied = new Map(), ...options }: BothOptions = {},
  prepare: (postgres: GatewayServer) => Promise<void> = () => Promise.resolve(),
  start: (options: ServerOptions) => Promise<GatewayServer> = gatewayServer,
): Promise<BothServers> {
  const postgres = await start(options);
  await prepare(postgres);
  const tables = new Map([...postgres.registry.tables, ...alsoCopied]);
  const copied = await copiedEngine({ tables }, postgres.url!);
  // Its own database stays empty: the gateway has another engine.
  const clickhouse = await start({ ...options, database: [], through: () => copied.engine, timeoutMs: PATIENT_MS });
  return {
    postgres,
    clickhouse,
    copied,
    async close() {
      await clickhouse.close();
      await copied.close();
      await postgres.close();
    },
  };
}
