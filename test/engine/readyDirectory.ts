import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { dependencies } from '../../package.json';
import { openEmbedded } from '../../src/engine/embedded/open';
import { temporaryDirectory } from './temporaryDirectory';

const KEPT = path.join(__dirname, '../../node_modules/.cache/metergate');

/**
 * A directory with an empty embedded database. It is a copy: making one takes several seconds, so
 * each version is made once. A test of the first start uses {@link temporaryDirectory} instead.
 */
export async function readyDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const made = path.join(KEPT, `embedded-${dependencies['@electric-sql/pglite']}`);
  if (!existsSync(made)) await make(made);
  const directory = await temporaryDirectory();
  await cp(made, directory.path, { recursive: true });
  return directory;
}

/** Made beside it and moved when complete: other test files may be making it at the same time. */
async function make(made: string): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  const beside = await mkdtemp(path.join(KEPT, 'new-'));
  const { close } = await openEmbedded(beside);
  await close();
  await rename(beside, made).catch(() => rm(beside, { recursive: true }));
}
