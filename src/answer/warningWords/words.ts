import type { MemberOfKind } from '../../model/byKind';
import type { Warning } from '../warning';

/** Returns the name of a metric. */
export type MetricNaming = (metric: string) => string;

/** The words of warnings in one language. */
export type WarningWords = {
  readonly [K in Warning['kind']]: (warning: MemberOfKind<Warning, K>, named: MetricNaming) => string;
};

/** More names would hide what the warning says. */
const MOST_NAMES = 3;

/** The names of the first metrics, and how many more there are. */
export function firstNames(
  metrics: readonly string[],
  named: MetricNaming,
): { readonly names: readonly string[]; readonly more: number } {
  const names = metrics.slice(0, MOST_NAMES).map(named);
  return { names, more: metrics.length - names.length };
}
