import type { AnswerMeta } from '../../answer/answer';
import type { FunnelRow } from '../../answer/funnel/funnelTable';
import type { FunnelQuery } from '../../query/funnel';
import { writeInstant } from '../../time/writing';
import { drawGrid, type GridCell, type GridColumn } from './grid';
import type { Style } from './style';
import { bucketText, periodText } from './timeText';
import type { Wording } from './wording';

/** The rows of a funnel with their question. */
export interface PrintedFunnel {
  readonly query: FunnelQuery;
  readonly rows: readonly FunnelRow[];
  readonly meta: AnswerMeta;
}

/** Characters of a bar for everybody of the first step. */
const LONGEST_BAR = 20;
const RUNNING = '*';
const HIDDEN: GridCell = { text: '–', dim: true };
const EMPTY: GridCell = { text: '' };

/** Returns a funnel for people: a line for each step, with a bar for its share of the first. */
export function funnelBars({
  query,
  rows,
  meta,
  wording,
  style,
}: PrintedFunnel & { readonly wording: Wording; readonly style: Style }): string {
  const { steps, within, frame } = query;
  const { grain, groupBy } = frame;
  const { timeZone, range, asOf } = meta;
  const header = [periodText(range, timeZone), timeZone, `as of ${writeInstant(asOf, timeZone)}`];
  const columns: GridColumn[] = [
    ...(grain === null ? [] : [{ heading: grain, align: 'left' } as const]),
    ...groupBy.map((key) => ({ heading: wording.dimension(key), align: 'left' }) as const),
    { heading: 'step', align: 'left' },
    { heading: 'entities', align: 'right' },
    { heading: 'of first', align: 'right' },
    { heading: 'of previous', align: 'right' },
    { heading: 'median time', align: 'right' },
    { heading: '', align: 'left' },
  ];
  const share = (rate: number | null): GridCell => (rate === null ? EMPTY : { text: wording.rate(rate) });
  const linesOf = (row: FunnelRow): GridCell[][] =>
    row.steps.map(({ entities, ofFirst, ofPrevious, medianSeconds }, index) => {
      // The bucket and the group are written once.
      const titles = [
        ...(grain === null ? [] : [{ text: bucketText(row.time.start, grain, timeZone) }]),
        ...groupBy.map((key) => wording.value(key, row.by[key]!)),
      ].map((title) => (index === 0 ? title : EMPTY));
      return [
        ...titles,
        { text: wording.metric(steps[index]!) },
        entities === null ? HIDDEN : { text: `${entities}${row.complete || index === 0 ? '' : RUNNING}` },
        share(ofFirst),
        share(ofPrevious),
        medianSeconds === null ? EMPTY : { text: wording.elapsed(medianSeconds) },
        { text: '█'.repeat(Math.round((ofFirst ?? 0) * LONGEST_BAR)) },
      ];
    });
  const body = rows.length === 0 ? 'No entries.\n' : drawGrid(columns, rows.flatMap(linesOf), { style });
  const notes = rows.some(({ complete }) => !complete) ? style.dim(`${RUNNING} may still grow\n`) : '';
  const title = `Within ${within.count} ${within.unit}${within.count === 1 ? '' : 's'}`;
  return `${style.dim(header.join('  '))}\n${title}\n\n${body}${notes}`;
}
