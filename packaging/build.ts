import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compile } from '../src/server/console/compile';
import { READY } from '../src/server/docs/docs';
import { ROOT } from '../src/server/root';
import { packedDocs } from './packedDocs';
import { compileSources } from './sources';

/**
 * Makes `dist`, which replaces `src` and `console` in the package. Run by `npm run build`, and
 * automatically before `npm pack`.
 */
async function build(): Promise<void> {
  const dist = path.join(ROOT, 'dist');
  await rm(dist, { recursive: true, force: true });
  await compileSources(path.join(ROOT, 'src'), dist);
  const pages = path.join(dist, 'console');
  await mkdir(pages);
  for (const [name, content] of await compile(path.join(ROOT, 'console'))) {
    await writeFile(path.join(pages, name), content);
  }
  await writeFile(path.join(dist, READY), await packedDocs());
}

void build();
