import type { QueryRunner } from 'typeorm';
import { DEMO_TABLE_NAMES, type DemoTable } from './rows';

/**
 * Identifies the demo data of a database: its day and its rows. It is a table of one row, which
 * only the demo makes.
 */
export interface DemoMark {
  readonly madeFor: string;
  /** The latest possible date of a row. */
  readonly madeUntil: Date;
  /** The version of the generator. Another version makes other rows. */
  readonly version: number;
  /** The first and last id by table. All ids between them are the demo's. */
  readonly ids: Readonly<Record<DemoTable, readonly [first: number, last: number]>>;
}

export async function readMark(runner: QueryRunner): Promise<DemoMark | null> {
  const [{ exists }] = await runner.query(`select to_regclass('metergate_demo') is not null as exists`);
  if (!exists) return null;
  const [row] = await runner.query(`
    select made_for::text as "madeFor", made_until as "madeUntil", version, ids from metergate_demo`);
  return row ?? null;
}

/** Makes the table if it is missing, and blocks every other loader until this transaction ends. */
export async function lockMark(runner: QueryRunner): Promise<void> {
  // An advisory lock: two sessions that create the table at the same moment would fail instead of
  // waiting.
  await runner.query(`select pg_advisory_xact_lock(hashtext('metergate_demo'))`);
  await runner.query(`
    create table if not exists metergate_demo (
      made_for date not null,
      made_until timestamptz not null,
      version integer not null,
      ids jsonb not null
    )`);
}

export async function writeMark(runner: QueryRunner, mark: DemoMark): Promise<void> {
  await runner.query(`delete from metergate_demo`);
  await runner.query(`insert into metergate_demo (made_for, made_until, version, ids) values ($1, $2, $3, $4)`, [
    mark.madeFor,
    mark.madeUntil.toISOString(),
    mark.version,
    JSON.stringify(mark.ids),
  ]);
}

/** Removes only the rows that the mark names. */
export async function removeMarked(runner: QueryRunner, mark: DemoMark): Promise<void> {
  for (const table of DEMO_TABLE_NAMES) {
    const [first, last] = mark.ids[table];
    const [{ others }] = await runner.query(
      `select exists (select from "${table}" where id not between $1 and $2) as others`,
      [first, last],
    );
    // Truncating leaves no dead rows, but it removes all rows.
    if (others) await runner.query(`delete from "${table}" where id between $1 and $2`, [first, last]);
    else await runner.query(`truncate "${table}"`);
  }
}
