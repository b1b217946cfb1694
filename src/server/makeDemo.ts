import type { DataSource } from 'typeorm';
import type { DemoStory } from '../database/demo/generate';
import { loadDemo } from '../database/demo/load';
import type { Voice } from './voice';

/** Makes the demo data in place of what an earlier call has left, and says how far it is and how many rows each table got. */
export async function makeDemo(source: DataSource, story: DemoStory, voice: Voice): Promise<void> {
  const counts = await loadDemo(source, {
    ...story,
    onProgress: ({ done, total, table, rows }) =>
      voice.progress(`  ${Math.floor((done / total) * 100)} %  ${table}: ${rows.toLocaleString('en')} rows`),
  });
  const words = Object.entries(counts).map(([table, count]) => `${count.toLocaleString('en')} in ${table}`);
  voice.say(`  ${words.join(', ')}`);
}
