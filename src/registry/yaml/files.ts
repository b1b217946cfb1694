import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { LineCounter, parseDocument, type Node } from 'yaml';
import type { ProblemList } from '../problems';
import { Spot } from './spot';
import { checkSyntax } from './syntax';

export interface ReadFiles {
  /** The roots of the files that are sound YAML. */
  readonly roots: readonly Spot[];
  /** True if a file could not be read: then what it declares is unknown, and no name can be called undeclared. */
  readonly broken: boolean;
}

/** Reads every YAML file of a directory, in the order of names. What is no sound YAML becomes a problem. */
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

function readRoot(file: string, problems: ProblemList): Spot | null {
  const name = shown(file);
  const lines = new LineCounter();
  try {
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false };
    const document = parseDocument(readFileSync(file, 'utf8'), options);
    const sound = checkSyntax(document, name, lines, problems);
    return sound ? Spot.ofFile(name, document.contents as Node | null, lines) : null;
  } catch (error) {
    problems.add({ file: name, line: 1, path: '' }, `cannot be read: ${(error as Error).message}`, 'a file of YAML');
    return null;
  }
}

/** Of the names in a directory those of the registry's files, in the order they are read. */
export function namesOfFiles(names: readonly string[]): string[] {
  return names.filter((name) => /\.ya?ml$/.test(name)).sort();
}

function yamlFiles(directory: string): string[] {
  try {
    return namesOfFiles(readdirSync(directory)).map((name) => join(directory, name));
  } catch {
    return [];
  }
}

/** Relative to the working directory, so that an editor's terminal makes a link of it. */
function shown(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/') || '.';
}
