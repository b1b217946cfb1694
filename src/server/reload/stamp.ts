import type { BigIntStats } from 'node:fs';
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
    return `${name} ${stampOfFile(await stat(path.join(directory, name), { bigint: true }))}`;
  } catch (error) {
    return `${name} ${reason(error)}`;
  }
}

/** Returns a text that changes with a file: its content, or another file in its place. */
export function stampOfFile({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
