import { Temporal } from 'temporal-polyfill';
import { dateOf } from './calendar';

/** An instant as text with the zone's offset; in UTC where that is no whole number of minutes, which no format can write. */
export function writeInstant(instant: number, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  if (zoned.offsetNanoseconds % 60e9 !== 0) return new Date(instant).toISOString();
  return zoned.toString({ timeZoneName: 'never' });
}

/** The date that an instant is on in the zone. */
export function writeDate(instant: number, zone: string): string {
  return dateOf(instant, zone).toString();
}
