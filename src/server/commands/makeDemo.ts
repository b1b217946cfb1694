import type { DemoStory } from '../../database/demo/generate';
import type { DemoCounts, DemoLoad } from '../../database/demo/load';
import type { ConsoleOutput } from '../consoleOutput';

/**
 * Replaces the demo data of earlier calls. Shows the progress, and the number of rows of each
 * table. `load` writes to one kind of database.
 */
export async function makeDemo(
  load: (demo: DemoLoad) => Promise<DemoCounts>,
  story: DemoStory,
  output: ConsoleOutput,
): Promise<void> {
  const counts = await load({
    ...story,
    onProgress: ({ done, total, table, rows }) =>
      output.progress(`  ${Math.floor((done / total) * 100)} %  ${table}: ${rows.toLocaleString('en')} rows`),
  });
  const words = Object.entries(counts).map(([table, count]) => `${count.toLocaleString('en')} in ${table}`);
  output.info(`  ${words.join(', ')}`);
}
