import type { DataSource } from 'typeorm';
import { EXIT, type ExitCode } from '../../cli/exitCode';
import { usageProblem } from '../../cli/commandProblem';
import { dataSource } from '../../database/dataSource';
import { demoObstacle, type DemoObstacle } from '../../database/demo/obstacle';
import { loadRegistry } from '../../registry/load';
import { writeDate } from '../../time/writing';
import type { Config } from '../config';
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
  const make = async (source: DataSource, where: string) => {
    const obstacle = await demoObstacle(source);
    if (obstacle !== null) throw new StartupProblem(inWords(obstacle, where));
    output.info(`Making demo data in ${where} (a few seconds) …`);
    await makeDemo(source, story, output);
  };
  if (config.databaseUrl === null) await inDirectory(config, make);
  else await onServer(config.databaseUrl, yes === true, make);
  return EXIT.fine;
}

type Make = (source: DataSource, where: string) => Promise<void>;

async function inDirectory(config: Config, make: Make): Promise<void> {
  const database = await openDirectory(config);
  try {
    const source = await dataSource({ stream: database.stream }).setOptions({ logger: 'debug' }).initialize();
    try {
      await source.runMigrations();
      await make(source, config.dataDirectory);
    } catch (error) {
      throw explained(error, config);
    } finally {
      await source.destroy();
    }
  } finally {
    await database.close();
  }
}

async function onServer(url: string, isAllowed: boolean, make: Make): Promise<void> {
  const server = writableServer(url);
  const where = `${server.host}/${server.database}`;
  if (!isAllowed) {
    throw usageProblem(
      `DATABASE_URL names ${where}. To write demo data into its tables, which must be empty, run: metergate demo --yes\n` +
        'To make it in the embedded database, leave DATABASE_URL out: DATABASE_URL= metergate demo',
    );
  }
  try {
    const source = await dataSource({ server: await server.settings() })
      .setOptions({ logger: 'debug' })
      .initialize();
    try {
      await make(source, where);
    } finally {
      await source.destroy();
    }
  } catch (error) {
    throw error instanceof StartupProblem ? error : databaseFailure(error, server, 'Making the demo data');
  }
}

function inWords(obstacle: DemoObstacle, where: string): string {
  return obstacle === 'not migrated'
    ? `${where} does not have the gateway's tables. Make them first, in an empty database: metergate migrate`
    : `${where} has rows that are not demo data; nothing was changed. Demo data goes into empty tables only.`;
}
