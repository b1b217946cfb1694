import type { DataSource } from 'typeorm';
import { readMark } from './mark';
import { DEMO_TABLE_NAMES } from './rows';

/**
 * Why a database of someone else must not get demo data: its tables are not the gateway's, or they
 * have rows that are not demo data.
 */
export type DemoObstacle = 'not migrated' | 'own rows';

/**
 * Returns the obstacle and changes nothing; null: the tables are the gateway's and have no rows but
 * demo data.
 */
export async function demoObstacle(source: DataSource): Promise<DemoObstacle | null> {
  const runner = source.createQueryRunner();
  try {
    const [{ isMigrated }] = await runner.query(
      `select to_regclass('metergate_migrations') is not null as "isMigrated"`,
    );
    if (!isMigrated) return 'not migrated';
    const mark = await readMark(runner);
    for (const table of DEMO_TABLE_NAMES) {
      // Without a demo, no id is in this range.
      const ids = mark?.ids[table] ?? [1, 0];
      const [{ others }] = await runner.query(
        `select exists (select from "${table}" where id not between $1 and $2) as others`,
        [...ids],
      );
      if (others) return 'own rows';
    }
    return null;
  } finally {
    await runner.release();
  }
}
