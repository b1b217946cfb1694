import { EXIT, type ExitCode } from '../../cli/exitCode';
import { dataSource } from '../../database/dataSource';
import { databaseFailure, writableServer, type WritableServer } from './databaseFailure';

/**
 * `metergate migrate`: updates the tables of the database at `url`, and prints each migration. Only
 * this and `metergate demo --yes` ever change a database server. Errors: StartupProblem.
 */
export async function migrate(url: string | null | undefined, say: (line: string) => void): Promise<ExitCode> {
  const server = writableServer(url);
  try {
    await run(server, say);
  } catch (error) {
    throw databaseFailure(error, server, 'The migration');
  }
  return EXIT.fine;
}

async function run(server: WritableServer, say: (line: string) => void): Promise<void> {
  // By default TypeORM prints failures too. The `debug` logger prints nothing.
  const source = await dataSource({ server: await server.settings() })
    .setOptions({ logger: 'debug' })
    .initialize();
  try {
    const done = await source.runMigrations();
    for (const migration of done) say(`Done: ${inWords(migration.name)}.`);
    say(`${done.length === 0 ? 'Nothing to do: ' : ''}${server.host}/${server.database} is up to date.`);
  } finally {
    await source.destroy();
  }
}

/** `CreateProductTables1792368000000` → `create product tables`. */
function inWords(name: string): string {
  const words = name.replace(/\d+$/, '').replace(/([A-Z])/g, ' $1');
  return words.trim().toLowerCase();
}
