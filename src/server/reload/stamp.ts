import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { namesOfFiles } from '../../registry/yaml/files';

/**
 * Returns a text that changes with the registry's files, without reading them. It follows links, so
 * it also changes if a link has a new target. It also changes if another file of the same length
 * and date replaces a file.
 */
export async function stampOf(directory: string): Promise<string> {
  try {
    const names = namesOfFiles(await readdir(directory));
    return (await Promise.all(names.map((name) => ofFile(directory, name)))).join('\n');
  } catch (error) {
    return reason(error);
  }
}

async function ofFile(directory: string, name: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path.join(directory, name), { bigint: true });
    return [name, dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return `${name} ${reason(error)}`;
  }
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
