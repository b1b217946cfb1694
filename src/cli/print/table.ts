import type { AnswerRow } from '../../answer/answer';
import type { MetricQuery } from '../../query/query';
import { writeInstant } from '../../time/writing';
import { drawGrid, type GridColumn, type GridCell } from './grid';
import { bucketText, periodText } from './timeText';
import { trends } from './trends';
import { groupCells, type Wording } from './wording';
import type { PrintedAnswer } from './printedAnswer';

/**
 * Returns an answer for people: a header with its range, the numbers, and a drawing of each series.
 */
export function answerTable(printed: PrintedAnswer): string {
  const { query, answer, style } = printed;
  const { range, timeZone, asOf } = answer.meta;
  const header = [periodText(range, timeZone), timeZone, `as of ${writeInstant(asOf, timeZone)}`];
  const { comparedTo } = answer.meta;
  if (comparedTo !== null) header.push(`compared with ${periodText(comparedTo, timeZone)}`);
  const body =
    answer.rows.length === 0
      ? 'No rows.\n'
      : query.grain === null && query.groupBy.length === 0
        ? list(printed)
        : grid(printed) + trends(printed);
  return `${style.dim(header.join('  '))}\n\n${body}`;
}

/** A single row is easier to read as a list, with one line for each metric. */
function list({ query, answer, wording, style }: PrintedAnswer): string {
  const columns: GridColumn[] = [
    { heading: '', align: 'left' },
    { heading: '', align: 'right' },
  ];
  const { cells } = answer.rows[0]!;
  if (query.compare !== null) columns.push({ heading: CHANGE, align: 'right' });
  const lines = query.metrics.map((key) => [{ text: wording.metric(key) }, ...numbersOf(query, cells, key, wording)]);
  return drawGrid(columns, lines, { style });
}

/** The heading of a column of changes. */
const CHANGE = '±';

/** Returns the cell of a number, and the cell of its change if the query compares. */
function numbersOf({ compare }: MetricQuery, cells: AnswerRow['cells'], key: string, wording: Wording): GridCell[] {
  const number = wording.number(key, cells[key]!);
  return compare === null ? [number] : [number, wording.change(key, cells[key]!)];
}

const RUNNING = '*';

function grid({ query, answer, wording, style }: PrintedAnswer): string {
  const { metrics, groupBy, grain } = query;
  const { timeZone } = answer.meta;
  const columns: GridColumn[] = [
    ...(grain === null ? [] : [{ heading: grain, align: 'left' } as const]),
    ...groupBy.map((key) => ({ heading: wording.dimension(key), align: 'left' }) as const),
    ...metrics.flatMap((key) => [
      { heading: wording.metric(key), align: 'right' } as const,
      ...(query.compare === null ? [] : [{ heading: CHANGE, align: 'right' } as const]),
    ]),
  ];
  const numbers = (cells: AnswerRow['cells']) => metrics.flatMap((key) => numbersOf(query, cells, key, wording));
  const rows = answer.rows.map(({ time, by, others, cells }): GridCell[] => [
    ...(grain === null
      ? []
      : [{ text: bucketText(time.start, grain, timeZone) + (time.complete ? '' : ` ${RUNNING}`) }]),
    ...groupCells(query, { by, others }, wording),
    ...numbers(cells),
  ]);
  const names = (grain === null ? 0 : 1) + groupBy.length;
  const foot: GridCell[] | null = answer.totals && [
    ...Array.from({ length: names }, (_, at) => ({ text: at === 0 ? 'Total' : '' })),
    ...numbers(answer.totals.cells),
  ];
  const isRunning = grain !== null && answer.rows.some(({ time }) => !time.complete);
  return drawGrid(columns, rows, { style, foot }) + (isRunning ? style.dim(`${RUNNING} not over yet\n`) : '');
}
