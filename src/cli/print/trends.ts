import type { AnswerRow, Cell } from '../../answer/answer';
import { drawGrid, type GridColumn } from './grid';
import { sparkline } from './sparkline';
import { groupText } from './wording';
import type { PrintedAnswer } from './printedAnswer';

/** With more groups, the table alone is easier to read. */
const MOST_GROUPS = 8;
const COLUMNS: readonly GridColumn[] = [
  { heading: '', align: 'left' },
  { heading: '', align: 'left' },
  { heading: '', align: 'left' },
  { heading: '', align: 'right' },
  { heading: '', align: 'left' },
];

/**
 * Returns one line for each series: a drawing, and its least and greatest number. Empty if there
 * are no series, or too many.
 */
export function trends({ query, answer, wording, style }: PrintedAnswer): string {
  const starts = [...new Set(answer.rows.map(({ time }) => time.start))].sort((a, b) => a - b);
  const groups = groupsOf(answer.rows, query.groupBy);
  // With `limit` or `offset`, a series could be incomplete.
  const isEveryRow = query.limit === null && query.offset === 0;
  if (query.grain === null || starts.length < 2 || groups.length > MOST_GROUPS || !isEveryRow) return '';
  const lines = query.metrics.flatMap((key) =>
    groups.map((rows) => {
      const cells = new Map(rows.map(({ time, cells }) => [time.start, cells[key]!]));
      const [least, greatest] = extremes([...cells.values()]);
      return [
        { text: wording.metric(key) },
        { text: groupText(query, rows[0]!, wording) },
        { text: sparkline(starts.map((start) => numberOf(cells.get(start)))) },
        { text: least === null ? '' : wording.number(key, least).text },
        { text: greatest === null ? '' : `… ${wording.number(key, greatest).text}` },
      ];
    }),
  );
  const used = COLUMNS.map((_, at) => lines.some((line) => line[at]!.text !== ''));
  const kept = <T>(cells: readonly T[]) => cells.filter((_, at) => used[at]);
  return `\n${drawGrid(kept(COLUMNS), lines.map(kept), { style })}`;
}

function groupsOf(rows: readonly AnswerRow[], groupBy: readonly string[]): AnswerRow[][] {
  const groups = new Map<string, AnswerRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.others, ...groupBy.map((dimension) => row.by[dimension])]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function numberOf(cell: Cell | undefined): number | null {
  return cell === undefined || cell.decimal === null ? null : Number(cell.decimal);
}

function extremes(cells: readonly Cell[]): [Cell, Cell] | [null, null] {
  const known = cells.filter(({ decimal }) => decimal !== null).sort((a, b) => Number(a.decimal) - Number(b.decimal));
  return known.length === 0 ? [null, null] : [known[0]!, known.at(-1)!];
}
