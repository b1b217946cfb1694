import type { ClickHouseClient } from '@clickhouse/client';
import type { DataSource } from 'typeorm';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import { usageProblem } from '../../cli/commandProblem';
import { loadClickhouseDemo } from '../../database/clickhouse/load';
import { clickhouseObstacle } from '../../database/clickhouse/mark';
import { dataSource } from '../../database/dataSource';
import { demoObstacle, type DemoObstacle } from '../../database/demo/obstacle';
import { loadDemo, type DemoCounts, type DemoLoad } from '../../database/demo/load';
import { isClickhouseUrl } from '../../engine/clickhouse/databaseUrl';
import { loadRegistry } from '../../registry/load';
import { writeDate } from '../../time/writing';
import type { Config } from '../config';
import { asClickhouseOwner, clickhouseName } from './clickhouseOwner';
import { databaseFailure, writableServer } from './databaseFailure';
import { makeDemo } from './makeDemo';
import { explained, openDirectory } from './openGateway';
import { StartupProblem } from '../startupProblem';
import type { ConsoleOutput } from '../consoleOutput';

/**
 * `metergate demo`: replaces the demo data with data that ends today. It writes to a server's
 * database only with `--yes`, and only if the gateway made its tables and all their rows are demo
 * data. Errors: StartupProblem, RegistryProblems.
 */
export async function demo(config: Config, { yes }: { readonly yes?: true }, output: ConsoleOutput): Promise<ExitCode> {
  const { timeZone } = loadRegistry(config.modelDirectory);
  const now = new Date();
  const story = { today: writeDate(now.getTime(), timeZone), now, timeZone };
  const make = async (tables: DemoTables, where: string) => {
    const obstacle = await tables.obstacle();
    if (obstacle !== null) throw new StartupProblem(inWords(obstacle, where));
    output.info(`Making demo data in ${where} (a few seconds) …`);
    await makeDemo(tables.load, story, output);
  };
  if (config.databaseUrl === null) await inDirectory(config, make);
  else await onServer(config.databaseUrl, yes === true, make);
  return EXIT.fine;
}

/** The product's tables in one kind of database. */
interface DemoTables {
  obstacle(): Promise<DemoObstacle | null>;
  readonly load: (demo: DemoLoad) => Promise<DemoCounts>;
}

type Make = (tables: DemoTables, where: string) => Promise<void>;

function inPostgres(source: DataSource): DemoTables {
  return { obstacle: () => demoObstacle(source), load: (demo) => loadDemo(source, demo) };
}

function inClickhouse(client: ClickHouseClient): DemoTables {
  return { obstacle: () => clickhouseObstacle(client), load: (demo) => loadClickhouseDemo(client, demo) };
}

async function inDirectory(config: Config, make: Make): Promise<void> {
  const database = await openDirectory(config);
  try {
    const source = await dataSource({ stream: database.stream }).setOptions({ logger: 'debug' }).initialize();
    try {
      await source.runMigrations();
      await make(inPostgres(source), config.dataDirectory);
    } catch (error) {
      throw explained(error, config);
    } finally {
      await source.destroy();
    }
  } finally {
    await database.close();
  }
}

const WHAT = 'Making the demo data';

async function onServer(url: string, isAllowed: boolean, make: Make): Promise<void> {
  const server = isClickhouseUrl(url) ? null : writableServer(url);
  const where = server === null ? clickhouseName(url) : `${server.host}/${server.database}`;
  if (!isAllowed) {
    throw usageProblem(
      `DATABASE_URL names ${where}. To write demo data into its tables, which must be empty, run: metergate demo --yes\n` +
        'To make it in the embedded database, leave DATABASE_URL out: DATABASE_URL= metergate demo',
    );
  }
  if (server === null) {
    return asClickhouseOwner(url, WHAT, ({ client }) => make(inClickhouse(client), where));
  }
  try {
    const source = await dataSource({ server: await server.settings() })
      .setOptions({ logger: 'debug' })
      .initialize();
    try {
      await make(inPostgres(source), where);
    } finally {
      await source.destroy();
    }
  } catch (error) {
    throw error instanceof StartupProblem ? error : databaseFailure(error, server, WHAT);
  }
}

function inWords(obstacle: DemoObstacle, where: string): string {
  return obstacle === 'not migrated'
    ? `${where} does not have the gateway's tables. Make them first, in an empty database: metergate migrate`
    : `${where} has rows that are not demo data; nothing was changed. Demo data goes into empty tables only.`;
}
