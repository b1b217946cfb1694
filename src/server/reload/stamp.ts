import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { namesOfFiles } from '../../registry/yaml/files';

/**
 * What tells one state of a registry's files from another without reading them. It is of the files that names lead to, so that it changes as well
 * when a link on the way is made to lead elsewhere; and a file that is replaced by one of the same length and date is another still.
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
