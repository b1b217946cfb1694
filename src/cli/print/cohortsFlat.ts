import type { Warning } from '../../answer/warning';
import { csvFields } from '../../answer/flat/csv';
import type { Cohort } from '../../answer/retention/cohort';
import { writeInstant } from '../../time/writing';
import type { PrintedCohorts } from './cohortTable';

/** Returns cohorts as CSV: a row for each cohort and period. Missing numbers are empty. */
export function cohortsCsv({ query, table, meta }: PrintedCohorts): string {
  const { groupBy } = query.frame;
  const heads = ['cohort.start', 'cohort.end', ...groupBy, 'size', 'period', 'retained', 'rate', 'status', 'complete'];
  const lines = table.cohorts.flatMap(({ time, by, size, periods }) =>
    periods.map((period) => [
      writeInstant(time!.start, meta.timeZone),
      writeInstant(time!.end, meta.timeZone),
      ...groupBy.map((key) => by[key]!),
      text(size),
      String(period.number),
      text(period.retained),
      text(period.rate),
      period.status,
      String(period.complete),
    ]),
  );
  return [heads, ...lines].map((fields) => `${csvFields(fields)}\n`).join('');
}

/** Returns cohorts as JSON for programs, as the API has them. */
export function cohortsJson({ query, table, meta }: PrintedCohorts, messageOf: (warning: Warning) => string): string {
  const instant = (at: number) => writeInstant(at, meta.timeZone);
  const shaped = ({ time, by, size, status, periods }: Cohort) => ({
    time: time && { start: instant(time.start), end: instant(time.end), complete: time.complete },
    by,
    size,
    status,
    periods,
  });
  const { cohort, returning, mode, frame } = query;
  const printed = {
    meta: {
      ...{ cohort, returning, mode, period: frame.grain },
      range: { start: instant(meta.range.start), end: instant(meta.range.end) },
      timeZone: meta.timeZone,
      asOf: instant(meta.asOf),
      registryVersion: meta.registryVersion,
      warnings: meta.warnings.map((one) => ({ code: one.code, message: messageOf(one), metric: one.metric })),
    },
    cohorts: table.cohorts.map(shaped),
    overall: table.overall.map(shaped),
  };
  return `${JSON.stringify(printed, null, 2)}\n`;
}

function text(number: number | null): string | null {
  return number === null ? null : String(number);
}
