import type { ClickHouseClient } from '@clickhouse/client';
import { rowsOf } from './rows';
import { CLICKHOUSE_MIGRATIONS } from './migrations';

/** The database has a table that a migration would make. Nothing was changed. */
export class ForeignTables extends Error {
  constructor(readonly tables: readonly string[]) {
    super(`it already has ${tables.join(', ')}`);
  }
}

/**
 * Makes the missing tables, and returns the names of the migrations that it ran. Each one is
 * recorded once its table exists. Errors: ForeignTables; those of the client.
 */
export async function migrateClickhouse(client: ClickHouseClient): Promise<readonly string[]> {
  const recorded = await recordedMigrations(client);
  const pending = CLICKHOUSE_MIGRATIONS.filter(({ name }) => !recorded.includes(name));
  const tables = await tablesOf(client);
  const foreign = pending.map(({ table }) => table).filter((table) => tables.includes(table));
  if (foreign.length > 0) throw new ForeignTables(foreign);
  if (pending.length === 0) return [];
  await client.command({
    query: `
      CREATE TABLE IF NOT EXISTS metergate_migrations (name String, done_at DateTime64(3, 'UTC') DEFAULT now64(3))
      ENGINE = MergeTree ORDER BY name`,
  });
  for (const { name, statement } of pending) {
    await client.command({ query: statement });
    await client.insert({ table: 'metergate_migrations', values: [{ name }], format: 'JSONEachRow' });
  }
  return pending.map(({ name }) => name);
}

/** Whether all migrations have run. */
export async function isMigrated(client: ClickHouseClient): Promise<boolean> {
  const recorded = await recordedMigrations(client);
  return CLICKHOUSE_MIGRATIONS.every(({ name }) => recorded.includes(name));
}

async function recordedMigrations(client: ClickHouseClient): Promise<readonly string[]> {
  if (!(await tablesOf(client)).includes('metergate_migrations')) return [];
  const rows = await rowsOf<{ name: string }>(client, 'SELECT name FROM metergate_migrations');
  return rows.map(({ name }) => name);
}

export async function tablesOf(client: ClickHouseClient): Promise<readonly string[]> {
  const rows = await rowsOf<{ name: string }>(
    client,
    'SELECT name FROM system.tables WHERE database = currentDatabase()',
  );
  return rows.map(({ name }) => name);
}
