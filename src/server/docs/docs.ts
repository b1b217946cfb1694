import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { ROOT } from '../root';
import type { Docs } from './docPages';

/** The package has the pages here (packaging/build.ts). */
export const READY = 'docs.json.br';

let made: Promise<Docs> | undefined;

/**
 * Returns the guides, read once for all servers of the process. The package has them ready. A clone
 * makes them from their Markdown, which takes half a second. After a failure, the next call tries
 * again.
 */
export function docs(): Promise<Docs> {
  made ??= readDocs().catch((error: unknown) => {
    made = undefined;
    throw error;
  });
  return made;
}

async function readDocs(): Promise<Docs> {
  if (existsSync(path.join(ROOT, 'src'))) return (await import('./compile/compileDocs')).compileDocs(ROOT);
  const packed = await readFile(path.join(ROOT, 'dist', READY));
  return JSON.parse(String(await promisify(brotliDecompress)(packed))) as Docs;
}
