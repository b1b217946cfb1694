import type { Warning } from './answer';

/** A warning that metrics, at least one, read a table. `what`: the table, and what it lacks. */
export function tableWarning(code: Warning['code'], metrics: readonly string[], what: string): Warning {
  const message = `${namesOf(metrics)} ${metrics.length === 1 ? 'reads' : 'read'} ${what}`;
  return { code, message, metric: metrics.length === 1 ? metrics[0]! : null };
}

const MOST_NAMES = 3;

/** `"a"`, `"a" and "b"`, `"a", "b", "c" and 9 more metrics`. */
function namesOf(metrics: readonly string[]): string {
  const names = metrics.slice(0, MOST_NAMES).map((key) => `"${key}"`);
  const more = metrics.length - names.length;
  const parts = more > 0 ? [...names, `${more} more`] : names;
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
