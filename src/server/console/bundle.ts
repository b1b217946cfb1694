import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../root';

/**
 * The scripts, styles and fonts of all pages by file name, with a version that identifies them all.
 * Texts are compressed with Brotli, with `.br` after their names (compress.ts).
 */
export interface Bundle {
  readonly version: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

const CONSOLE = path.join(ROOT, 'console');
/** The package has the bundle here (packaging/build.ts). */
const READY = path.join(ROOT, 'dist/console');
const CACHE = path.join(ROOT, 'node_modules/.cache/metergate');

/**
 * Returns the bundle of the console and of `/graphiql`. The package has it ready. A clone builds it
 * from npm packages on first use and caches it for later starts. If it cannot write the cache, it
 * builds the bundle at each start. It calls `onBuild` before it builds.
 */
export async function consoleBundle(onBuild: () => void, cache = CACHE): Promise<Bundle> {
  if (!existsSync(CONSOLE)) return readyBundle();
  const version = await versionOf();
  const directory = path.join(cache, `console-${version}`);
  const kept = await readAll(directory);
  if (kept.size > 0) return { version, files: kept };
  onBuild();
  const { compile } = await import('./compile');
  const files = await compile(CONSOLE);
  await keep(directory, files);
  return { version, files };
}

async function readyBundle(): Promise<Bundle> {
  const files = await readAll(READY);
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(name).update(content);
  return { version: hash.digest('hex').slice(0, 16), files };
}

/** Changes with the sources of the pages and with the installed packages. */
async function versionOf(): Promise<string> {
  const hash = createHash('sha256');
  const sources = [
    ...(await readdir(CONSOLE, { recursive: true })).sort().map((name) => path.join(CONSOLE, name)),
    ...['compile.ts', 'compress.ts', 'licences.ts'].map((name) => path.join(__dirname, name)),
  ];
  for (const file of [...sources, path.join(ROOT, 'package-lock.json')]) {
    hash.update(path.relative(ROOT, file)).update(await readFile(file).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 16);
}

async function readAll(directory: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(directory).catch(() => [])).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(directory, name))] as const)),
  );
}

/** Writes a temporary directory and renames it, so that another process finds all files or none. */
async function keep(directory: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const beside = `${directory}.${process.pid}`;
  try {
    await mkdir(beside, { recursive: true });
    for (const [name, content] of files) await writeFile(path.join(beside, name), content);
    await rename(beside, directory);
    await removeOlder(directory);
  } catch {
    // The disk is read-only or full, or another process was first. The bundle in memory is enough.
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Removes the files of earlier versions. A server that still runs has its own in memory. */
async function removeOlder(directory: string): Promise<void> {
  const parent = path.dirname(directory);
  const older = (await readdir(parent)).filter((name) => /^console-[0-9a-f]+$/.test(name));
  for (const name of older) {
    if (name !== path.basename(directory)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
}
