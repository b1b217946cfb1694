import { EXIT, type ExitCode } from '../../cli/exitCode';
import { dataSource } from '../../database/dataSource';
import { migrateClickhouse } from '../../database/clickhouse/migrate';
import { isClickhouseUrl } from '../../engine/clickhouse/databaseUrl';
import { asClickhouseOwner } from './clickhouseOwner';
import { databaseFailure, writableServer, type WritableServer } from './databaseFailure';

/**
 * `metergate migrate`: updates the tables of the database at `url`, and prints each migration. Only
 * this and `metergate demo --yes` ever change a database server. Errors: StartupProblem.
 */
export async function migrate(url: string | null | undefined, say: (line: string) => void): Promise<ExitCode> {
  if (url && isClickhouseUrl(url)) {
    await asClickhouseOwner(url, 'The migration', async ({ client, where }) => {
      report(await migrateClickhouse(client), where, say);
    });
    return EXIT.fine;
  }
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
    const names = done.map(({ name }) => inWords(name));
    report(names, `${server.host}/${server.database}`, say);
  } finally {
    await source.destroy();
  }
}

function report(done: readonly string[], where: string, say: (line: string) => void): void {
  for (const name of done) say(`Done: ${name}.`);
  say(`${done.length === 0 ? 'Nothing to do: ' : ''}${where} is up to date.`);
}

/** `CreateProductTables1792368000000` → `create product tables`. */
function inWords(name: string): string {
  const words = name.replace(/\d+$/, '').replace(/([A-Z])/g, ' $1');
  return words.trim().toLowerCase();
}
