import type { Problem } from '../registry/problems';

/** The problems of a dashboard as text, a line each: `file:line:column: problem — expected …`. */
export function linesOf(problems: readonly Problem[]): string[] {
  const ordered = [...problems].sort((a, b) => a.line - b.line || (a.column ?? 1) - (b.column ?? 1));
  // A mistake of the dashboard is found again in each of its tiles.
  return [...new Set(ordered.map(lineOf))];
}

function lineOf({ file, line, column, message, expected, nearest }: Problem): string {
  const guess = nearest === null ? '' : `; did you mean "${nearest}"?`;
  return `${file}:${line}:${column ?? 1}: ${message} — expected ${expected}${guess}`;
}
