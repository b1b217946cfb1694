import type { ClickHouseClient } from '@clickhouse/client';
import { DEMO_DAYS, demoRows } from '../demo/generate';
import type { DemoCounts, DemoLoad } from '../demo/load';
import { DEMO_TABLE_NAMES, DEMO_TABLES, type DemoRow, type DemoTable } from '../demo/rows';
import { clickhouseObstacle, lastDemoIds, writeDemoIds } from './mark';

/** Each insert makes parts that the server must merge. So an insert has many rows. */
const ROWS_IN_AN_INSERT = 100_000;

/** Rows of someone else arrived while the demo was being made. Nothing was changed. */
export class RowsArrived extends Error {}

/**
 * Fills the five tables with demo data, in place of earlier demo data. The tables have no other
 * rows. The rows are made in tables beside them, which then change places, each at once: queries
 * see the earlier rows until then. Errors: RowsArrived; those of the client.
 */
export async function loadClickhouseDemo(client: ClickHouseClient, load: DemoLoad): Promise<DemoCounts> {
  try {
    for (const table of DEMO_TABLE_NAMES) {
      await client.command({ query: `DROP TABLE IF EXISTS ${beside(table)} SYNC` });
      await client.command({ query: `CREATE TABLE ${beside(table)} AS \`${table}\`` });
    }
    const counts = await fill(client, load);
    if ((await clickhouseObstacle(client)) !== null) throw new RowsArrived();
    await writeDemoIds(client, larger(await lastDemoIds(client), counts));
    for (const table of DEMO_TABLE_NAMES) {
      await client.command({ query: `EXCHANGE TABLES \`${table}\` AND ${beside(table)}` });
    }
    await writeDemoIds(client, counts);
    return counts;
  } finally {
    // The first error is the one that matters.
    for (const table of DEMO_TABLE_NAMES) {
      await client.command({ query: `DROP TABLE IF EXISTS ${beside(table)} SYNC` }).catch(() => undefined);
    }
  }
}

async function fill(client: ClickHouseClient, load: DemoLoad): Promise<DemoCounts> {
  const counts: DemoCounts = { user: 0, trade: 0, subscription_records: 0, task_generate_log: 0, user_action_log: 0 };
  const waiting = new Map<DemoTable, DemoRow[]>(DEMO_TABLE_NAMES.map((table) => [table, []]));
  const send = async (table: DemoTable, rows: DemoRow[]) => {
    if (rows.length > 0) await insert(client, table, rows);
    waiting.set(table, []);
  };
  for (const { table, rows, days } of demoRows(load)) {
    load.signal?.throwIfAborted();
    const all = waiting.get(table)!;
    all.push(...rows);
    if (all.length >= ROWS_IN_AN_INSERT) await send(table, all);
    counts[table] += rows.length;
    load.onProgress?.({ table, rows: counts[table], done: days, total: load.days ?? DEMO_DAYS });
  }
  for (const [table, rows] of waiting) await send(table, rows);
  return counts;
}

async function insert(client: ClickHouseClient, table: DemoTable, rows: readonly DemoRow[]): Promise<void> {
  const columns = DEMO_TABLES[table];
  await client.insert({
    table: beside(table),
    columns: columns.map(({ name }) => name) as [string, ...string[]],
    values: rows.map((row) => row.map((value, n) => written(value, columns[n]!.type === 'timestamptz'))),
    format: 'JSONCompactEachRow',
  });
}

/** An instant as ClickHouse reads it, in the column's zone UTC. */
function written(value: number | string | null, isInstant: boolean): number | string | null {
  if (!isInstant || typeof value !== 'number') return value;
  return new Date(value).toISOString().replace('T', ' ').replace('Z', '');
}

/** While tables change places, some have the rows of the earlier demo. */
function larger(one: DemoCounts, other: DemoCounts): DemoCounts {
  const pairs = DEMO_TABLE_NAMES.map((table) => [table, Math.max(one[table], other[table])]);
  return Object.fromEntries(pairs) as DemoCounts;
}

function beside(table: DemoTable): string {
  return `metergate_demo_${table}`;
}
