import { connect, type Gateway } from '../../answer/gateway';
import { dataSource } from '../../database/dataSource';
import { loadDemo } from '../../database/demo/load';
import { demoState } from '../../database/demo/state';
import { isClickhouseUrl } from '../../engine/clickhouse/databaseUrl';
import { openClickhouse } from '../../engine/clickhouse/open';
import { fileFailure } from '../../engine/embedded/fileFailure';
import { openEmbedded, type EmbeddedDatabase } from '../../engine/embedded/open';
import type { Engine } from '../../engine/engine';
import { openPostgres } from '../../engine/postgres/open';
import { EXIT } from '../../cli/exitCode';
import { exitCodeOf } from '../../cli/failure';
import { GatewayError } from '../../errors';
import { loadServedRegistry } from '../../registry/load';
import { RegistryProblems } from '../../registry/problems';
import type { Registry } from '../../model/registry';
import { writeDate } from '../../time/writing';
import type { Config } from '../config';
import { makeDemo } from './makeDemo';
import { StartupProblem } from '../startupProblem';
import type { ConsoleOutput } from '../consoleOutput';

/** Why the embedded database is opened. */
export interface Purpose {
  /**
   * `as it is`: makes no demo data. `of today`: makes demo data if it does not end today. `fresh`:
   * also makes it again if it is more than an hour old.
   */
  readonly demo: 'as it is' | 'of today' | 'fresh';
}

/**
 * Opens the registry and a database that fits it. A server is only read. The embedded database is
 * migrated and filled with demo data that ends today. Errors: StartupProblem.
 */
export async function openGateway(config: Config, output: ConsoleOutput): Promise<Gateway> {
  return gatewayOf(readRegistry(config.modelDirectory), config, output, { demo: 'fresh' });
}

/** Opens a database and checks that it fits the registry. Errors: StartupProblem. */
export async function gatewayOf(
  registry: Registry,
  config: Config,
  output: ConsoleOutput,
  purpose: Purpose,
): Promise<Gateway> {
  const engine = await openEngine(registry, config, output, purpose);
  try {
    const problems = await engine.check(registry);
    if (problems.length === 0) return await connect(registry, engine);
    const todo: { readonly [N in Engine['name']]: string } = {
      embedded: `Make the registry fit the tables, or delete ${config.dataDirectory} to start again.`,
      postgresql: 'Make the registry fit the tables, or create them in an empty database with `metergate migrate`.',
      clickhouse: 'Make the registry fit the tables, or create them in an empty database with `metergate migrate`.',
    };
    const lines = problems.map((one) => `  ${one}`);
    throw new StartupProblem(['The registry does not fit the database:', ...lines, todo[engine.name]].join('\n'));
  } catch (error) {
    await engine.close();
    throw explained(error, config);
  }
}

/** Reads a registry to serve. Errors: StartupProblem. */
export function readRegistry(directory: string): Registry {
  try {
    return loadServedRegistry(directory);
  } catch (error) {
    if (!(error instanceof RegistryProblems)) throw error;
    throw new StartupProblem(error.message);
  }
}

/**
 * Opens the database without a check against the registry. The embedded one gets its tables.
 * Errors: StartupProblem.
 */
export async function openEngine(
  registry: Registry,
  config: Config,
  output: ConsoleOutput,
  purpose: Purpose,
): Promise<Engine> {
  try {
    if (config.databaseUrl !== null) return await openServer(config.databaseUrl);
    const database = await openDirectory(config);
    await prepareEmbedded(database, registry, output, purpose).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    return database.engine;
  } catch (error) {
    throw explained(error, config);
  }
}

/** Opens the server that a URL names. Errors: ENGINE_UNAVAILABLE. */
function openServer(url: string): Promise<Engine> {
  return isClickhouseUrl(url) ? openClickhouse(url) : openPostgres(url);
}

/** Opens the embedded database without changes. Errors: StartupProblem. */
export async function openDirectory(config: Config): Promise<EmbeddedDatabase> {
  try {
    return await openEmbedded(config.dataDirectory);
  } catch (error) {
    throw explained(error, config);
  }
}

/** Migrates the embedded database and makes the demo data that the purpose needs. */
async function prepareEmbedded(
  { stream }: EmbeddedDatabase,
  { timeZone }: Registry,
  output: ConsoleOutput,
  { demo }: Purpose,
): Promise<void> {
  const source = await dataSource({ stream }).setOptions({ logger: 'debug' }).initialize();
  try {
    await source.runMigrations();
    if (demo === 'as it is') return;
    const now = new Date();
    const today = writeDate(now.getTime(), timeZone);
    const maxAge = demo === 'of today' ? { maxAgeMs: Infinity } : {};
    const state = await demoState(source, { today, now, ...maxAge });
    if (state === 'current' || state === 'own') return;
    output.info(
      state === 'empty' ? 'Making demo data (a few seconds) …' : 'Making the demo data again, so that it ends today …',
    );
    await makeDemo((load) => loadDemo(source, load), { today, now, timeZone }, output);
  } finally {
    await source.destroy();
  }
}

/**
 * The hint of an error addresses a client. This text addresses the person who starts the server.
 */
export function explained(error: unknown, { databaseUrl, dataDirectory }: Config): unknown {
  const reason = databaseUrl === null && !(error instanceof GatewayError) ? fileFailure(error) : null;
  if (reason !== null) {
    return new StartupProblem(
      `The embedded database cannot be written: ${reason}.\nIt is in ${dataDirectory}; DATA_DIRECTORY sets this.`,
      EXIT.unreachable,
      { cause: error },
    );
  }
  if (!(error instanceof GatewayError)) return error;
  const todo =
    databaseUrl === null
      ? `The embedded database is in ${dataDirectory}; DATA_DIRECTORY sets this.`
      : 'Check that the database runs and that DATABASE_URL is right.';
  return new StartupProblem(`${error.message}\n${todo}`, exitCodeOf(error), { cause: error });
}
