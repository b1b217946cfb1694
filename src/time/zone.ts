import { distance } from 'fastest-levenshtein';
import { Temporal } from 'temporal-polyfill';

/**
 * True for a name of the IANA time zone database that the calendar supports. False for offsets such
 * as `+08:00`, which have no clock changes, and for abbreviations such as `CST`, which are
 * ambiguous.
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

/** The spelling of a zone in the database: `Asia/Shanghai` for `asia/shanghai`. */
export function zoneName(name: string): string {
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
}

/** Longer texts are near to no zone, and comparing them is slow. */
const LONGEST_NAME = 100;

/**
 * The zone with the city nearest in spelling to that of an unknown name; null if none is near.
 * People usually know the city.
 */
export function nearestTimeZone(name: string): string | null {
  if (name.length > LONGEST_NAME) return null;
  const city = cityOf(name.replaceAll(' ', '_'));
  const ranked = Intl.supportedValuesOf('timeZone')
    .map((zone) => ({ zone, far: distance(cityOf(zone), city) }))
    .sort((a, b) => a.far - b.far);
  const [nearest] = ranked;
  return nearest !== undefined && nearest.far <= Math.floor(city.length / 3) ? nearest.zone : null;
}

function cityOf(name: string): string {
  return name.toLowerCase().split('/').at(-1)!;
}
