import type { GatewayError } from '../errors';
import type { Problem, ProblemList } from '../registry/problems';
import type { Spot } from '../registry/yaml/spot';

/** Adds the error that the gateway would answer with. Its hint is a sentence of its own. */
export function addError(spot: Spot, { message, hint }: GatewayError, problems: ProblemList): void {
  const prefix = `${spot.path}: `;
  const said = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  problems.add(spot, `${said}${said.endsWith('.') ? '' : '.'} ${hint}`, '');
}

/** The problems of a dashboard as text, a line each: `file:line:column: problem — expected …`. */
export function linesOf(problems: readonly Problem[]): string[] {
  const ordered = [...problems].sort((a, b) => a.line - b.line || (a.column ?? 1) - (b.column ?? 1));
  // A mistake of the dashboard is found again in each of its tiles.
  return [...new Set(ordered.map(lineOf))];
}

function lineOf({ file, line, column, message, expected, nearest }: Problem): string {
  const guess = nearest === null ? '' : `; did you mean "${nearest}"?`;
  const remedy = expected === '' ? '' : ` — expected ${expected}`;
  return `${file}:${line}:${column ?? 1}: ${message}${remedy}${guess}`;
}
