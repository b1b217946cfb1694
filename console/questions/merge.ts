import type { Answer, SeriesArguments } from './useSeries';

/** Questions that differ only in their metrics, as one. */
export interface MergedQuestion {
  readonly args: SeriesArguments;
  /** The positions of the questions that it answers. */
  readonly of: readonly number[];
}

/**
 * Merges questions that differ only in their metrics, so that each kind is one statement. A
 * question with groups stays alone: `top` of one metric ranks the groups of all.
 */
export function merge(questions: readonly SeriesArguments[]): readonly MergedQuestion[] {
  const merged = new Map<string, { args: SeriesArguments; of: number[] }>();
  questions.forEach((args, index) => {
    const { select, ...rest } = args;
    const isGrouped = (listOf(args.groupBy) ?? []).length > 0;
    const key = isGrouped ? `alone ${index}` : frameKey(rest);
    const found = merged.get(key);
    if (found === undefined) merged.set(key, { args, of: [index] });
    else {
      found.args = { ...found.args, select: [...new Set([...listOf(found.args.select)!, ...listOf(select)!])] };
      found.of.push(index);
    }
  });
  return [...merged.values()];
}

/** A text that two questions share if all their arguments but the metrics are equal. */
function frameKey(rest: Omit<SeriesArguments, 'select'>): string {
  return JSON.stringify(Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The part of an answer that has only these metrics, in their order. */
export function partOf(answer: Answer, select: SeriesArguments['select']): Answer {
  const keys = listOf(select)!;
  const series = keys.flatMap((key) => answer.series.filter(({ metric }) => metric.key === key));
  return { ...answer, series };
}

/** GraphQL takes one value for a list of one. */
export function listOf<T>(value: T | readonly T[] | null | undefined): readonly T[] | null {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
