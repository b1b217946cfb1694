import type { Answer } from '../questions/useSeries';

/** After the data, only their end is known. So the last days are shown. */
const LAST_MS = 29 * 24 * 60 * 60_000;

/** The first and the last of some dates that have data. */
export interface DataDates {
  readonly from: string;
  readonly through: string;
}

/**
 * Returns the dates of all data, if an answer has no number because its range lies before or after
 * them; else null.
 */
export function missedData({ series, meta }: Answer): DataDates | null {
  const hasNumber = series.some(({ values, overall }) => Boolean(overall.value) || values.some(Boolean));
  if (hasNumber) return null;
  const dates = meta.warnings.flatMap(({ code, date }) => (isAboutData(code) && date !== null ? [date] : []));
  const latest = (meta.freshness ?? []).flatMap(({ latest: one }) => one ?? []);
  if (dates.length === 0 || latest.length === 0) return null;
  const dayOf = (instant: string | number) =>
    // The Canadian form of a date is that of ISO 8601.
    new Intl.DateTimeFormat('en-CA', { timeZone: meta.timeZone }).format(new Date(instant));
  const through = dayOf(Math.max(...latest.map((one) => Date.parse(one))));
  const [from] = dates.sort();
  if (dayOf(meta.range.start) > through) return { from: dayOf(Date.parse(through) - LAST_MS), through };
  return dayOf(Date.parse(meta.range.end) - 1) < from! ? { from: from!, through } : null;
}

function isAboutData(code: string): boolean {
  return code === 'NO_DATA_BEFORE' || code === 'NO_DATA_AFTER';
}
