import { useMemo } from 'react';
import { useLanguage } from '../words/words';

/** Returns a function that writes an instant for people: date and time in a zone. */
export function useInstant(): (instant: string, timeZone: string) => string {
  const { language } = useLanguage();
  return useMemo(
    () => (instant, timeZone) =>
      new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
        new Date(instant),
      ),
    [language],
  );
}

interface Period {
  readonly start: string;
  /** The first instant after it. */
  readonly end: string;
}

/** Returns a function that writes a period as its first and last date in a zone. */
export function usePeriod(): (period: Period, timeZone: string) => string {
  const { language } = useLanguage();
  return useMemo(
    () => (period, timeZone) => {
      const format = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium' });
      const last = new Date(Math.max(Date.parse(period.end) - 1, Date.parse(period.start)));
      return format.formatRange(new Date(period.start), last);
    },
    [language],
  );
}

/** Returns a function that writes the first and the last of some dates for people. */
export function useDates(): (dates: { readonly from: string; readonly through: string }) => string {
  const period = usePeriod();
  // A date without a time is that of UTC.
  return ({ from, through }) => period({ start: from, end: `${through}T23:59:59Z` }, 'UTC');
}
