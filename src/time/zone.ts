import { distance } from 'fastest-levenshtein';
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

/** The zone as its database writes it: `Asia/Shanghai` for `asia/shanghai`. */
export function zoneName(name: string): string {
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
}

/** The zone whose city is written nearest to that of a mistaken name; null if none is near. People know the city. */
export function nearestTimeZone(name: string): string | null {
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
