import type { AnswerMeta } from '../../answer/answer';
import type { Cohort, Retained, RetentionTable } from '../../answer/retention/cohort';
import type { RetentionQuery } from '../../query/retention';
import { writeInstant } from '../../time/writing';
import { drawGrid, type GridCell, type GridColumn } from './grid';
import type { Style } from './style';
import { bucketText, periodText } from './timeText';
import type { Wording } from './wording';

/** A retention table with its question. */
export interface PrintedCohorts {
  readonly query: RetentionQuery;
  readonly table: RetentionTable;
  readonly meta: AnswerMeta;
}

const RUNNING = '*';

/** Returns cohorts for people: a row for each, a column for each period, shaded by the rate. */
export function cohortTable({
  query,
  table,
  meta,
  wording,
  style,
}: PrintedCohorts & { readonly wording: Wording; readonly style: Style }): string {
  const { cohort, returning, periods, frame } = query;
  const { timeZone, range, asOf } = meta;
  const header = [periodText(range, timeZone), timeZone, `as of ${writeInstant(asOf, timeZone)}`];
  const columns: GridColumn[] = [
    { heading: frame.grain, align: 'left' },
    ...frame.groupBy.map((key) => ({ heading: wording.dimension(key), align: 'left' }) as const),
    { heading: wording.metric(cohort), align: 'right' },
    ...Array.from({ length: periods + 1 }, (_, number) => ({ heading: String(number), align: 'right' }) as const),
  ];
  const line = (one: Cohort): GridCell[] => [
    { text: one.time === null ? 'All' : bucketText(one.time.start, frame.grain, timeZone) },
    ...frame.groupBy.map((key) => wording.value(key, one.by[key]!)),
    one.size === null ? { text: '–', dim: true } : { text: String(one.size) },
    ...one.periods.map((period) => rateCell(period, one.time === null, wording)),
  ];
  const isRunning = table.cohorts.some(({ periods: all }) =>
    all.some(({ rate, complete }) => rate !== null && !complete),
  );
  const body = drawGrid(columns, [...table.cohorts, ...table.overall].map(line), { style });
  const title = `Share of ${wording.metric(cohort)} with ${wording.metric(returning)} n ${frame.grain}s later`;
  const notes = isRunning ? style.dim(`${RUNNING} not over yet\n`) : '';
  return `${style.dim(header.join('  '))}\n${title}\n\n${table.cohorts.length === 0 ? 'No cohorts.\n' : body + notes}`;
}

function rateCell({ rate, complete, status }: Retained, isAll: boolean, wording: Wording): GridCell {
  if (rate === null) return { text: status === 'SUPPRESSED' ? '–' : '', dim: true };
  return { text: `${wording.rate(rate)}${complete || isAll ? '' : RUNNING}`, heat: rate };
}
