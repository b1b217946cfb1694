import type { DataSource, QueryRunner } from 'typeorm';
import { DEMO_DAYS, DEMO_VERSION, demoRows, type DemoStory } from './generate';
import { insertChunk, type FirstIds } from './insert';
import { lockMark, readMark, removeMarked, writeMark } from './mark';
import { DEMO_TABLE_NAMES, type DemoTable } from './rows';

export interface DemoProgress {
  /** The table that is being filled, and its rows so far. */
  readonly table: DemoTable;
  readonly rows: number;
  /** The number of days of the story that are inserted, and the number of all days. */
  readonly done: number;
  readonly total: number;
}

export interface DemoLoad extends DemoStory {
  readonly onProgress?: (progress: DemoProgress) => void;
  /** Stops the load between two chunks. The database is then as it was before. */
  readonly signal?: AbortSignal;
}

export type DemoCounts = Record<DemoTable, number>;

/**
 * Fills the five tables with demo data that ends today. It replaces the rows of an earlier call and
 * keeps all other rows. It is one transaction, so an interrupted load leaves no trace. Returns the
 * number of rows of each table.
 */
export async function loadDemo(source: DataSource, load: DemoLoad): Promise<DemoCounts> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    const counts = await replace(runner, load);
    await runner.commitTransaction();
    // Without fresh statistics and visibility, the first queries have poor plans and read every row
    // twice.
    await runner.query(`vacuum (analyze) ${DEMO_TABLE_NAMES.map((table) => `"${table}"`).join(', ')}`);
    return counts;
  } catch (error) {
    // A lost connection has rolled back by itself. The first error is the one that matters.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function replace(runner: QueryRunner, load: DemoLoad): Promise<DemoCounts> {
  await lockMark(runner);
  const before = await readMark(runner);
  if (before !== null) await removeMarked(runner, before);
  const firstIds = await freeIds(runner);
  const counts: DemoCounts = { user: 0, trade: 0, subscription_records: 0, task_generate_log: 0, user_action_log: 0 };
  for (const chunk of demoRows(load)) {
    load.signal?.throwIfAborted();
    await insertChunk(runner, chunk, firstIds);
    const rows = (counts[chunk.table] += chunk.rows.length);
    load.onProgress?.({ table: chunk.table, rows, done: chunk.days, total: load.days ?? DEMO_DAYS });
  }
  await continueIds(runner);
  const ids = Object.fromEntries(
    DEMO_TABLE_NAMES.map((table) => [table, [firstIds[table], firstIds[table] + counts[table] - 1] as const]),
  ) as Record<DemoTable, readonly [number, number]>;
  await writeMark(runner, { madeFor: load.today, madeUntil: load.now, version: DEMO_VERSION, ids });
  return counts;
}

/** Returns the first id after all rows that are not the demo's. */
async function freeIds(runner: QueryRunner): Promise<FirstIds> {
  const free = { user: 1, trade: 1, subscription_records: 1, task_generate_log: 1, user_action_log: 1 };
  for (const table of DEMO_TABLE_NAMES) {
    const [{ first }] = await runner.query(`select coalesce(max(id), 0) + 1 as first from "${table}"`);
    free[table] = Number(first);
  }
  return free;
}

/** A row that someone inserts later without an id gets the next free one. */
async function continueIds(runner: QueryRunner): Promise<void> {
  for (const table of DEMO_TABLE_NAMES) {
    await runner.query(`
      select setval(pg_get_serial_sequence('"${table}"', 'id'), coalesce((select max(id) from "${table}"), 1))`);
  }
}
