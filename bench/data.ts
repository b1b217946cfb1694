import { dataSource } from '../src/database/dataSource';
import { loadDemo, type DemoCounts } from '../src/database/demo/load';

/** The time zone of the data, of every query and of the hand-written SQL. */
export const ZONE = 'Asia/Shanghai';

/** The end of the last day of the data, a Sunday: every bucket in a query is over. */
export const NOW = Date.parse('2026-06-29T00:00:00+08:00');

/**
 * A year plus the days that the rolling window looks back, with enough users for a million tasks.
 */
const STORY = { timeZone: ZONE, days: 380, users: 33_000 };

/**
 * Makes and fills the tables, with the same rows every time if they end at the same time. Returns
 * the number of rows of each.
 */
export async function fill(url: string, end = NOW): Promise<DemoCounts> {
  // The last day is the one before the end, unless that is in the middle of a day.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(end - 1);
  const source = dataSource({ url });
  await source.initialize();
  try {
    await source.runMigrations();
    let shown = 0;
    return await loadDemo(source, {
      ...STORY,
      today,
      now: new Date(end),
      onProgress: ({ done, total }) => {
        const percent = Math.floor((100 * done) / total);
        if (percent < shown + 10) return;
        shown = percent - (percent % 10);
        process.stderr.write(`filling the tables: ${shown} %\n`);
      },
    });
  } finally {
    await source.destroy();
  }
}
