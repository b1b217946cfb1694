/** A distance between two periods in calendar units. */
export interface Earlier {
  readonly count: number;
  readonly unit: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';
}

interface Compared {
  readonly timeZone: string;
  readonly range: { readonly start: string };
  readonly comparedTo?: { readonly start: string } | null | undefined;
}

const DAY_MS = 86_400_000;

/**
 * Returns how much earlier the comparison period begins than the range: whole years or months, else
 * whole weeks or days. Null if it begins at another time of the day, or on the same day.
 */
export function earlierOf({ timeZone, range, comparedTo }: Compared): Earlier | null {
  if (!comparedTo) return null;
  const [now, then] = [clockIn(timeZone, range.start), clockIn(timeZone, comparedTo.start)];
  if (now.time !== then.time) return null;
  const months = (now.year - then.year) * 12 + now.month - then.month;
  if (now.day === then.day && months > 0) {
    return months % 12 === 0 ? { count: months / 12, unit: 'YEAR' } : { count: months, unit: 'MONTH' };
  }
  const days = (Date.UTC(now.year, now.month, now.day) - Date.UTC(then.year, then.month, then.day)) / DAY_MS;
  if (days <= 0) return null;
  return days % 7 === 0 ? { count: days / 7, unit: 'WEEK' } : { count: days, unit: 'DAY' };
}

/** The date and the time of an instant in a zone. Months count from 0. */
function clockIn(timeZone: string, instant: string) {
  const text = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(instant),
  );
  const [date, time] = text.split(' ');
  const [year, month, day] = date!.split('-').map(Number);
  return { year: year!, month: month! - 1, day: day!, time: time! };
}
