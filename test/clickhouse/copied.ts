import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { RowsEngine } from '../property/gateway';
import { copyTables, databasesOf, type Copied } from './copyTables';
import { freshClickhouse } from './server/freshDatabase';

/** ClickHouse with the rows of a PostgreSQL database. */
export interface CopiedEngine extends RowsEngine {
  /** In the form of `DATABASE_URL`. */
  readonly url: string;
  /** Runs statements that write, one after the other. */
  write(...statements: readonly string[]): Promise<void>;
  /** Rows of the owner, each as its values. */
  ask(text: string): Promise<readonly (readonly unknown[])[]>;
}

/**
 * ClickHouse with the rows of a PostgreSQL database, copied again whenever they change. Errors: the
 * server already has a database with the name of one of the registry's schemas.
 */
export async function copiedEngine(registry: Copied, url: string): Promise<CopiedEngine> {
  const database = await freshClickhouse();
  const schemas = databasesOf(registry);
  await database.write(...schemas.map((name) => `create database ${name}`));
  const refresh = () => copyTables(registry, url, (statement) => database.write(statement));
  await refresh();
  const engine = await openClickhouse(database.url, { connectWithinMs: 60_000 });
  return {
    url: database.url,
    engine,
    refresh,
    write: (...statements) => database.write(...statements),
    ask: (text) => database.ask(text),
    async close() {
      await engine.close();
      await database.write(...schemas.map((name) => `drop database ${name} sync`));
      await database.drop();
    },
  };
}
