import { closest } from 'fastest-levenshtein';
import { Temporal } from 'temporal-polyfill';

/**
 * True for a name of the IANA time zone database, as the calendar knows it: neither offsets such as `+08:00`, which know no clock change,
 * nor abbreviations such as `CST`, which mean different zones to different people.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone whose name is nearest to a mistaken one; null if none is near. */
export function nearestTimeZone(name: string): string | null {
  if (name === '') return null;
  const names = Intl.supportedValuesOf('timeZone');
  const lower = name.toLowerCase().replaceAll(' ', '_');
  // People know the city: "Shanghai" and "Bejing/Shanghai" both mean Asia/Shanghai.
  const city = lower.split('/').at(-1) ?? lower;
  const byCity = names.find((zone) => zone.toLowerCase().split('/').at(-1) === city);
  if (byCity !== undefined) return byCity;
  const nearest = closest(name, names);
  const shared = [...lower].filter((letter) => nearest.toLowerCase().includes(letter)).length;
  return shared >= lower.length * 0.7 && Math.abs(nearest.length - name.length) <= 4 ? nearest : null;
}
