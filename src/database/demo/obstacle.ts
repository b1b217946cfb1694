import type { DataSource } from 'typeorm';
import { readMark } from './mark';
import { DEMO_TABLE_NAMES } from './rows';

/** What speaks against demo data in a database that is somebody's: it is not ours to fill, or holds rows that are no demo's. */
export type DemoObstacle = 'not migrated' | 'own rows';

/** Looks for it and changes nothing; null: the tables are the gateway's, and empty but for an earlier demo. */
export async function demoObstacle(source: DataSource): Promise<DemoObstacle | null> {
  const runner = source.createQueryRunner();
  try {
    const [{ isMigrated }] = await runner.query(
      `select to_regclass('metergate_migrations') is not null as "isMigrated"`,
    );
    if (!isMigrated) return 'not migrated';
    const mark = await readMark(runner);
    for (const table of DEMO_TABLE_NAMES) {
      // Without a demo no id is between these.
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
