import { Temporal } from 'temporal-polyfill';

/** A period without a clock change in a zone. Instants are milliseconds since the epoch. */
export interface Clock {
  /** The last clock change before the period; -Infinity if there is none. */
  readonly since: number;
  /** The next clock change; Infinity if there is none. */
  readonly until: number;
  /** Milliseconds ahead of UTC. */
  readonly ahead: number;
}

/** Known periods by zone. Finding a clock change is slow, and a zone has about two a year. */
const known = new Map<string, Clock[]>();

/** Periods kept for one zone. */
const MOST_CLOCKS = 500;

/** The period without a clock change that contains an instant. */
export function clockAt(instant: number, zone: string): Clock {
  let clocks = known.get(zone);
  if (clocks === undefined) known.set(zone, (clocks = []));
  const found = clocks.find(({ since, until }) => since <= instant && instant < until);
  if (found !== undefined) return found;
  const here = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const clock = {
    since: here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    until: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    ahead: here.offsetNanoseconds / 1e6,
  };
  if (clocks.length >= MOST_CLOCKS) clocks.splice(0);
  clocks.push(clock);
  return clock;
}

/** The number of zones whose periods are kept. Zones are a finite list, and spelt in one way. */
export function keptClocks(): number {
  return known.size;
}
