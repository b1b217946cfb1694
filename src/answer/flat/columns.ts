import type { MetricQuery, CellPart } from '../../query/query';
import { writeInstant } from '../../time/writing';
import type { AnswerRow } from '../answer';

/** A column of an answer that is written as a flat table. */
export type FlatColumn = { readonly name: string } &
  /** Of the gateway's own making. */
  (
    | { readonly holds: 'instant'; read(row: AnswerRow): string }
    | { readonly holds: 'truth'; read(row: AnswerRow): boolean }
    /** What stands in the database; null is the group without a value. */
    | { readonly holds: 'group'; read(row: AnswerRow): string | null }
    /** An exact decimal; null where there is none. */
    | { readonly holds: 'number'; readonly metric: string; readonly of: CellPart; read(row: AnswerRow): string | null }
  );

/**
 * The columns of a query's answer: where the bucket starts and ends and whether it is over, then
 * dimensions and metrics by their keys, a metric with its previous number, change and difference
 * where it is compared; `top.others` tells the row of all other groups.
 */
export function flatColumns({
  frame: { groupBy, compare, top, timeZone },
  page: { metrics },
}: MetricQuery): FlatColumn[] {
  const instant = instantWriter(timeZone);
  // Keys have no dots: no metric and no dimension is called so.
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

/** There are far fewer instants than rows, and writing one is slow. */
function instantWriter(timeZone: string): (at: number) => string {
  const texts = new Map<number, string>();
  return (at) => {
    let text = texts.get(at);
    if (text === undefined) texts.set(at, (text = writeInstant(at, timeZone)));
    return text;
  };
}
