import type { Period } from '../../answer/answer';
import { dateOf, startOfDate } from '../../time/calendar';
import type { Grain } from '../../time/grain';
import { writeDate, writeInstant } from '../../time/writing';

/** Returns a period: `2026-10-01 through 2026-10-07` for whole days, otherwise with times. */
export function periodText({ start, end }: Period, zone: string): string {
  const isMidnight = (instant: number) => startOfDate(dateOf(instant, zone), zone) === instant;
  if (!isMidnight(start) || !isMidnight(end)) return `${instantText(start, zone)} to ${instantText(end, zone)}`;
  const [first, last] = [writeDate(start, zone), writeDate(end - 1, zone)];
  return first === last ? first : `${first} through ${last}`;
}

/** `2026-10-01 14:00+08:00`. */
function instantText(instant: number, zone: string): string {
  return writeInstant(instant, zone)
    .replace('T', ' ')
    .replace(/:00(?=[+-])/, '');
}

/** Returns the name of a bucket: `2026-10-01`, `2026-10`, `2026 Q4`. An hour has date and time. */
export function bucketText(start: number, grain: Grain, zone: string): string {
  const date = writeDate(start, zone);
  switch (grain) {
    case 'hour':
      return instantText(start, zone);
    case 'day':
    case 'week':
      return date;
    case 'month':
      return date.slice(0, 7);
    case 'quarter':
      return `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    case 'year':
      return date.slice(0, 4);
  }
}
