import type { MetricQuery, CellPart } from '../../query/query';
import { writeInstant } from '../../time/writing';
import type { AnswerRow } from '../answer';

/** A column of an answer in a flat table. */
export type FlatColumn = { readonly name: string } &
  /** Values that the gateway makes. */
  (
    | { readonly holds: 'instant'; read(row: AnswerRow): string }
    | { readonly holds: 'truth'; read(row: AnswerRow): boolean }
    /** The value in the database; null is the group without a value. */
    | { readonly holds: 'group'; read(row: AnswerRow): string | null }
    /** An exact decimal; null if there is no number. */
    | { readonly holds: 'number'; readonly metric: string; readonly of: CellPart; read(row: AnswerRow): string | null }
  );

/**
 * The columns of a query's answer: the start and end of the bucket and whether it is complete, then
 * dimensions and metrics by key. A compared metric has its previous number, change and difference.
 * `top.others` marks the row of all other groups.
 */
export function flatColumns({
  frame: { groupBy, compare, top, timeZone },
  page: { metrics },
}: MetricQuery): FlatColumn[] {
  const instant = instantWriter(timeZone);
  // Keys have no dots, so no metric or dimension has these names.
  const columns: FlatColumn[] = [
    { name: 'time.start', holds: 'instant', read: ({ time }) => instant(time.start) },
    { name: 'time.end', holds: 'instant', read: ({ time }) => instant(time.end) },
    { name: 'time.complete', holds: 'truth', read: ({ time }) => time.complete },
  ];
  for (const key of groupBy) columns.push({ name: key, holds: 'group', read: ({ by }) => by[key]! });
  if (top?.others) columns.push({ name: 'top.others', holds: 'truth', read: ({ others }) => others });
  const parts = compare === null ? [] : (['previous', 'change', 'difference'] as const);
  for (const metric of metrics) {
    columns.push({ name: metric, holds: 'number', metric, of: 'value', read: ({ cells }) => cells[metric]!.decimal });
    for (const of of parts) {
      columns.push({ name: `${metric}.${of}`, holds: 'number', metric, of, read: ({ cells }) => cells[metric]![of] });
    }
  }
  return columns;
}

/** Writing an instant is slow, and many rows share one. */
function instantWriter(timeZone: string): (at: number) => string {
  const texts = new Map<number, string>();
  return (at) => {
    let text = texts.get(at);
    if (text === undefined) texts.set(at, (text = writeInstant(at, timeZone)));
    return text;
  };
}
