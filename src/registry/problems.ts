import { nearestName } from '../model/nearest';
import type { Spot } from './yaml/spot';

/** One mistake in the registry's files, told so that it can be mended without looking anything up. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  /** Where in the file and what is wrong. */
  readonly message: string;
  readonly expected: string;
  /** What was probably meant. */
  readonly nearest: string | null;
}

/** All that is wrong with a registry, in the order of files and lines; never only the first. */
export class RegistryProblems extends Error {
  override readonly name = 'RegistryProblems';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
  }
}

/** Collects problems while the registry is read, so that reading can go on. */
export class ProblemList {
  private readonly found: Problem[] = [];

  add(
    spot: Pick<Spot, 'file' | 'line' | 'path'>,
    wrong: string,
    expected: string,
    nearest: string | null = null,
  ): void {
    const message = spot.path === '' ? wrong : `${spot.path}: ${wrong}`;
    this.found.push({ file: spot.file, line: spot.line, message, expected, nearest });
  }

  /** A name that names nothing. `where` says in what it was looked for. */
  addUnknown(spot: Spot, what: string, name: string, known: Iterable<string>, where = ''): void {
    const names = [...known];
    this.add(spot, `there is no ${what} "${name}"${where}`, oneOf(names, what), nearestName(name, names));
  }

  get all(): readonly Problem[] {
    return [...this.found].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  }
}

/** As many as a metric has fields. */
const MOST_NAMES = 15;

/** `one of a, b, …` — long lists are cut: the nearest name says more. */
export function oneOf(names: readonly string[], what = 'name'): string {
  if (names.length === 0) return `a declared ${what}; there is none yet`;
  if (names.length === 1) return names[0]!;
  return `one of ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''}`;
}

function problemLine(problem: Problem): string {
  const guess = problem.nearest === null ? '' : `; did you mean "${problem.nearest}"?`;
  return `${problem.file}:${problem.line}: ${problem.message} — expected ${problem.expected}${guess}`;
}
