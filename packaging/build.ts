import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compile } from '../src/server/graphiql/compile';
import { ROOT } from '../src/server/root';
import { compileSources } from './sources';

/**
 * Makes `dist`, which replaces `src` and `page` in the package. Run by `npm run build`, and
 * automatically before `npm pack`.
 */
async function build(): Promise<void> {
  const dist = path.join(ROOT, 'dist');
  await rm(dist, { recursive: true, force: true });
  await compileSources(path.join(ROOT, 'src'), dist);
  const page = path.join(dist, 'page');
  await mkdir(page);
  for (const [name, content] of await compile(path.join(ROOT, 'page'))) await writeFile(path.join(page, name), content);
}

void build();
