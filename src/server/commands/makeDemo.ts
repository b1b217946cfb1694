import type { DataSource } from 'typeorm';
import type { DemoStory } from '../../database/demo/generate';
import { loadDemo } from '../../database/demo/load';
import type { ConsoleOutput } from '../consoleOutput';

/** Makes the demo data in place of what an earlier call has left, and says how far it is and how many rows each table got. */
export async function makeDemo(source: DataSource, story: DemoStory, output: ConsoleOutput): Promise<void> {
  const counts = await loadDemo(source, {
    ...story,
    onProgress: ({ done, total, table, rows }) =>
      output.progress(`  ${Math.floor((done / total) * 100)} %  ${table}: ${rows.toLocaleString('en')} rows`),
  });
  const words = Object.entries(counts).map(([table, count]) => `${count.toLocaleString('en')} in ${table}`);
  output.info(`  ${words.join(', ')}`);
}
