import { connect, type Gateway } from '../answer/gateway';
import { dataSource } from '../database/dataSource';
import { loadDemo } from '../database/demo/load';
import { demoState } from '../database/demo/state';
import { checkTables } from '../engine/check';
import { openEmbedded, type EmbeddedDatabase } from '../engine/embedded/open';
import type { Engine } from '../engine/engine';
import { openPostgres } from '../engine/postgres';
import { GatewayError } from '../errors';
import { loadRegistry } from '../registry/load';
import { RegistryProblems } from '../registry/problems';
import type { Registry } from '../registry/registry';
import { writeDate } from '../time/writing';
import type { Config } from './config';
import { StartupProblem } from './startupProblem';
import type { Voice } from './voice';

/**
 * The registry, and a database that it fits: a real server, which is only read, or the embedded one, which is migrated and filled
 * with demo data that ends today. Errors: StartupProblem.
 */
export async function openGateway(config: Config, voice: Voice): Promise<Gateway> {
  const registry = readRegistry(config.modelDirectory);
  const engine = await openEngine(config, registry, voice);
  try {
    const problems = checkTables(registry, await engine.columns());
    if (problems.length === 0) return await connect(registry, engine);
    const todo =
      config.databaseUrl === null
        ? `Make the registry fit the tables, or delete ${config.dataDirectory} to start anew.`
        : 'Make the registry fit the tables, or create them in an empty database with `npm run migrate`.';
    throw new StartupProblem(
      ['The registry does not fit the database:', ...problems.map((one) => `  ${one}`), todo].join('\n'),
    );
  } catch (error) {
    await engine.close();
    throw explained(error, config);
  }
}

function readRegistry(directory: string): Registry {
  try {
    return loadRegistry(directory);
  } catch (error) {
    if (!(error instanceof RegistryProblems)) throw error;
    throw new StartupProblem(error.message);
  }
}

async function openEngine(config: Config, registry: Registry, voice: Voice): Promise<Engine> {
  try {
    if (config.databaseUrl !== null) return await openPostgres(config.databaseUrl);
    const database = await openEmbedded(config.dataDirectory);
    await prepareEmbedded(database, registry, voice).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    return database.engine;
  } catch (error) {
    throw explained(error, config);
  }
}

/** Brings the embedded database's tables up to date, and its demo data to today. */
async function prepareEmbedded({ stream }: EmbeddedDatabase, { timeZone }: Registry, voice: Voice): Promise<void> {
  const source = await dataSource({ stream }).setOptions({ logger: 'debug' }).initialize();
  try {
    await source.runMigrations();
    const now = new Date();
    const today = writeDate(now.getTime(), timeZone);
    const state = await demoState(source, { today, now });
    if (state === 'current' || state === 'own') return;
    voice.say(
      state === 'empty' ? 'Making demo data (a few seconds) …' : 'Making the demo data anew, so that it ends today …',
    );
    const counts = await loadDemo(source, {
      today,
      now,
      timeZone,
      onProgress: ({ done, total, table, rows }) =>
        voice.progress(`  ${Math.floor((done / total) * 100)} %  ${table}: ${rows.toLocaleString('en')} rows`),
    });
    const words = Object.entries(counts).map(([table, count]) => `${count.toLocaleString('en')} in ${table}`);
    voice.say(`  ${words.join(', ')}`);
  } finally {
    await source.destroy();
  }
}

/** The hint of an error is for who asks a question; this is for who starts the server. */
function explained(error: unknown, { databaseUrl, dataDirectory }: Config): unknown {
  if (!(error instanceof GatewayError)) return error;
  const todo =
    databaseUrl === null
      ? `DATA_DIRECTORY says where the embedded database is: now in ${dataDirectory}.`
      : 'See that the database runs and that DATABASE_URL is right.';
  return new StartupProblem(`${error.message}\n${todo}`);
}
