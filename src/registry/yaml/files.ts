import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { LineCounter, parseDocument, type Node } from 'yaml';
import type { ProblemList } from '../problems';
import { Spot } from './spot';
import { checkSyntax } from './syntax';

export interface ReadFiles {
  /** The roots of the files that are valid YAML. */
  readonly roots: readonly Spot[];
  /**
   * True if a file is unreadable. Its declarations are unknown, so a name that looks undeclared may
   * be declared there.
   */
  readonly broken: boolean;
}

/** Reads all YAML files of a directory, ordered by name. Invalid YAML becomes a problem. */
export function readFiles(directory: string, problems: ProblemList): ReadFiles {
  const roots: Spot[] = [];
  let broken = false;
  const files = yamlFiles(directory);
  if (files.length === 0) {
    const spot = { file: shown(directory), line: 1, path: '' };
    problems.add(spot, 'the registry has no files', 'a directory with .yaml files');
    return { roots, broken: true };
  }
  for (const file of files) {
    const root = readRoot(file, problems);
    if (root) roots.push(root);
    else broken = true;
  }
  return { roots, broken };
}

/** Reads a YAML file. Null: it is unreadable or invalid, which is now a problem. */
export function readRoot(file: string, problems: ProblemList): Spot | null {
  const name = shown(file);
  const lines = new LineCounter();
  try {
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false };
    const document = parseDocument(readFileSync(file, 'utf8'), options);
    const sound = checkSyntax(document, name, lines, problems);
    return sound ? Spot.ofFile(name, document.contents as Node | null, lines) : null;
  } catch (error) {
    problems.add(
      { file: name, line: 1, path: '' },
      `cannot be read: ${(error as Error).message}`,
      'a readable YAML file',
    );
    return null;
  }
}

/** The names of the registry's files among those of a directory, in reading order. */
export function namesOfFiles(names: readonly string[]): string[] {
  return names.filter((name) => /\.ya?ml$/.test(name)).sort();
}

/** The paths of the YAML files of a directory, ordered by name; none if there is no directory. */
export function yamlFiles(directory: string): string[] {
  try {
    return namesOfFiles(readdirSync(directory)).map((name) => join(directory, name));
  } catch {
    return [];
  }
}

/** A path relative to the working directory, which an editor's terminal turns into a link. */
export function shown(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/') || '.';
}
