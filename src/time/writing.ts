import { Temporal } from 'temporal-polyfill';
import { dateOf } from './calendar';

/**
 * An instant as text with the zone's offset. In UTC if the offset is not a whole number of minutes,
 * because no format can express that.
 */
export function writeInstant(instant: number, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  if (zoned.offsetNanoseconds % 60e9 !== 0) return new Date(instant).toISOString();
  return zoned.toString({ timeZoneName: 'never' });
}

/** The local date of an instant, as text. */
export function writeDate(instant: number, zone: string): string {
  return dateOf(instant, zone).toString();
}

/** The local date and time of an instant, to the second, without offset: `2026-03-01 08:00:00`. */
export function writeLocalTime(instant: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'second' }).replace('T', ' ');
}
