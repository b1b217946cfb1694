import { transformFile } from '@swc/core';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import compiler from './compiler.cjs';

/** What only a clone needs: it builds the pages and the guides, which the package has ready. */
const OF_A_CLONE = ['console/compile.ts', 'console/licences.ts', 'docs/compile/'].map((name) =>
  path.join('server', name),
);

/**
 * Compiles every TypeScript file below `from` to JavaScript at the same path below `to`. It does
 * not check types; `npm run types` does.
 */
export async function compileSources(from: string, to: string): Promise<void> {
  const names = await readdir(from, { recursive: true });
  for (const name of names.filter((one) => one.endsWith('.ts') && !OF_A_CLONE.some((part) => one.startsWith(part)))) {
    const { code } = await transformFile(path.join(from, name), { ...compiler, configFile: false, swcrc: false });
    const file = path.join(to, name.replace(/\.ts$/, '.js'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, code);
  }
}
