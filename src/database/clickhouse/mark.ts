import type { ClickHouseClient } from '@clickhouse/client';
import type { DemoObstacle } from '../demo/obstacle';
import { DEMO_TABLE_NAMES, type DemoTable } from '../demo/rows';
import { isMigrated, tablesOf } from './migrate';
import { rowsOf } from './rows';

/**
 * The last id of the demo in each table; its first is 1. The table `metergate_demo` has a row for
 * each time that a demo was made, and the newest one counts.
 */
export type LastIds = Readonly<Record<DemoTable, number>>;

const NONE: LastIds = { user: 0, trade: 0, subscription_records: 0, task_generate_log: 0, user_action_log: 0 };

export async function lastDemoIds(client: ClickHouseClient): Promise<LastIds> {
  if (!(await tablesOf(client)).includes('metergate_demo')) return NONE;
  const [row] = await rowsOf<{ ids: string }>(
    client,
    'SELECT ids FROM metergate_demo ORDER BY written_at DESC LIMIT 1',
  );
  return row === undefined ? NONE : (JSON.parse(row.ids) as LastIds);
}

export async function writeDemoIds(client: ClickHouseClient, ids: LastIds): Promise<void> {
  await client.command({
    query: `
      CREATE TABLE IF NOT EXISTS metergate_demo (ids String, written_at DateTime64(6, 'UTC') DEFAULT now64(6))
      ENGINE = MergeTree ORDER BY written_at`,
  });
  await client.insert({ table: 'metergate_demo', values: [{ ids: JSON.stringify(ids) }], format: 'JSONEachRow' });
}

/** Returns why the database must not get demo data; null: it may. It changes nothing. */
export async function clickhouseObstacle(client: ClickHouseClient): Promise<DemoObstacle | null> {
  if (!(await isMigrated(client))) return 'not migrated';
  const last = await lastDemoIds(client);
  for (const table of DEMO_TABLE_NAMES) {
    const others = `SELECT 1 AS other FROM \`${table}\` WHERE id NOT BETWEEN 1 AND ${last[table]} LIMIT 1`;
    if ((await rowsOf(client, others)).length > 0) return 'own rows';
  }
  return null;
}
