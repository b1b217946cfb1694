import type { DataSource } from 'typeorm';
import { DEMO_VERSION } from './generate';
import { readMark } from './mark';
import { DEMO_TABLE_NAMES } from './rows';

/**
 * The state of the tables: no rows; only rows that are not the demo's; the demo of today; or an
 * outdated demo. The demo is loaded if the state is `empty` or `stale`.
 */
export type DemoState = 'empty' | 'own' | 'current' | 'stale';

const HOUR_MS = 3_600_000;

/** Returns the state of the tables. It changes nothing. */
export async function demoState(
  source: DataSource,
  at: { readonly today: string; readonly now: Date; readonly maxAgeMs?: number },
): Promise<DemoState> {
  const runner = source.createQueryRunner();
  try {
    const mark = await readMark(runner);
    if (mark !== null) {
      // The current day continues after the demo was made. Hours later, the data would look as if
      // all users had left.
      const tooOld = at.now.getTime() - mark.madeUntil.getTime() > (at.maxAgeMs ?? HOUR_MS);
      return mark.madeFor === at.today && mark.version === DEMO_VERSION && !tooOld ? 'current' : 'stale';
    }
    const tables = DEMO_TABLE_NAMES.map((table) => `exists (select from "${table}")`).join(' or ');
    const [{ filled }] = await runner.query(`select ${tables} as filled`);
    return filled ? 'own' : 'empty';
  } finally {
    await runner.release();
  }
}
