import type { DataSource } from 'typeorm';
import { DEMO_VERSION } from './generate';
import { readMark } from './mark';
import { DEMO_TABLE_NAMES } from './rows';

/**
 * What stands in the tables: nothing; only rows of someone else's; the demo of today; or a demo that is due to be made
 * again. The demo is loaded where it is `empty` or `stale`.
 */
export type DemoState = 'empty' | 'own' | 'current' | 'stale';

const HOUR_MS = 3_600_000;

/** Decides whether the demo is to be loaded. It changes nothing. */
export async function demoState(
  source: DataSource,
  at: { readonly today: string; readonly now: Date; readonly maxAgeMs?: number },
): Promise<DemoState> {
  const runner = source.createQueryRunner();
  try {
    const mark = await readMark(runner);
    if (mark !== null) {
      // The running day goes on after it was made: hours later it would seem that everyone has left.
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
