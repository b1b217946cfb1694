import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which the clocks of a zone are not changed. */
export interface Clock {
  /** When they were last changed before; -Infinity if never. */
  readonly since: number;
  /** When they are next changed; Infinity if never. */
  readonly until: number;
  /** Milliseconds that they are ahead of UTC. */
  readonly ahead: number;
}

/** To look for changes in the rules of a zone is slow, and there are two a year. */
const known = new Map<string, Clock[]>();

/** Stretches remembered of a zone. */
const MOST_CLOCKS = 500;

/** How the clocks of a zone stand at an instant. */
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
