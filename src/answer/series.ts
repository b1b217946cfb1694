import type { Interval } from '../time/calendar';
import type { Answer, AnswerRow, Cell, Status } from './answer';

/** The numbers of one metric and group, one for each bucket (docs/meaning.md#series). */
export interface Series {
  readonly metric: string;
  readonly by: AnswerRow['by'];
  readonly others: boolean;
  /** Exact decimals; null unless the status is OK. */
  readonly values: readonly (string | null)[];
  readonly previous: readonly (string | null)[];
  /** Relative: 0.12 is +12 % (docs/meaning.md#change). */
  readonly changes: readonly (string | null)[];
  readonly statuses: readonly Status[];
  /** Over the whole range as one bucket. */
  readonly overall: Cell;
}

/**
 * The rows of an answer with `overall`, as series: metric by metric, and within it in the order of
 * groups.
 */
export function seriesOf(answer: Answer, metrics: readonly string[], buckets: readonly Interval[]): Series[] {
  const indexByStart = new Map(buckets.map(({ start }, index) => [start, index]));
  const found = new Map<string, (AnswerRow | undefined)[]>();
  for (const row of answer.rows) {
    const key = groupKey(row);
    let rows = found.get(key);
    if (rows === undefined) found.set(key, (rows = new Array<AnswerRow | undefined>(buckets.length).fill(undefined)));
    rows[indexByStart.get(row.time.start)!] = row;
  }
  return metrics.flatMap((metric) =>
    (answer.overall ?? []).map((group): Series => {
      const rows = found.get(groupKey(group));
      const cells = buckets.map((_, index) => rows?.[index]?.cells[metric]);
      return {
        metric,
        by: group.by,
        others: group.others,
        values: cells.map((cell) => cell?.decimal ?? null),
        previous: cells.map((cell) => cell?.previous ?? null),
        changes: cells.map((cell) => cell?.change ?? null),
        // A bucket without a row has not begun.
        statuses: cells.map((cell) => cell?.status ?? 'NO_DATA'),
        overall: group.cells[metric]!,
      };
    }),
  );
}

function groupKey({ by, others }: AnswerRow): string {
  return JSON.stringify([by, others]);
}
