import { nearestName } from '../model/nearest';
import type { Spot } from './yaml/spot';

/** One mistake in the registry's files, with all that the author needs to fix it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  /** From 1; null: only the line is known. */
  readonly column: number | null;
  /** The text of the problem has its column: several such mistakes fit on a line. */
  readonly showsColumn?: true;
  /** The path within the file, and what is wrong. */
  readonly message: string;
  readonly expected: string;
  /** The name that was probably meant. */
  readonly nearest: string | null;
}

/** All problems of a registry, in the order of files and lines; never only the first. */
export class RegistryProblems extends Error {
  override readonly name = 'RegistryProblems';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
  }
}

/** Collects problems, so that reading the registry continues after a mistake. */
export class ProblemList {
  private readonly found: Problem[] = [];

  add(
    spot: Pick<Spot, 'file' | 'line' | 'path'> & Partial<Pick<Spot, 'column'>>,
    wrong: string,
    expected: string,
    nearest: string | null = null,
  ): void {
    const message = spot.path === '' ? wrong : `${spot.path}: ${wrong}`;
    const { file, line, column = null } = spot;
    this.found.push({ file, line, column, message, expected, nearest });
  }

  /** Reports a mistake of which a line may have many: `{ en: Revenue, zn: 收入 }`. */
  addAtColumn(spot: Spot, wrong: string, expected: string, nearest: string | null = null): void {
    const { file, line, column, path } = spot;
    this.found.push({ file, line, column, showsColumn: true, message: `${path}: ${wrong}`, expected, nearest });
  }

  /** Reports an unknown name. `where` describes the place of the search. */
  addUnknown(spot: Spot, what: string, name: string, known: Iterable<string>, where = ''): void {
    const names = [...known];
    this.add(spot, `there is no ${what} "${name}"${where}`, oneOf(names, what), nearestName(name, names));
  }

  get all(): readonly Problem[] {
    return [...this.found].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  }
}

/** At most this many names are listed: enough for all fields of a metric. */
const MOST_NAMES = 15;

/** `one of a, b, …`. A long list is shortened: the nearest name helps more. */
export function oneOf(names: readonly string[], what = 'name'): string {
  if (names.length === 0) return `a declared ${what}; there is none yet`;
  if (names.length === 1) return names[0]!;
  return `one of ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''}`;
}

function problemLine(problem: Problem): string {
  const guess = problem.nearest === null ? '' : `; did you mean "${problem.nearest}"?`;
  const at = problem.showsColumn ? `${problem.line}:${problem.column}` : problem.line;
  return `${problem.file}:${at}: ${problem.message} — expected ${problem.expected}${guess}`;
}
