/**
 * What is seen of the past is told by the first instant that is not: databases know microseconds, so that what is dated at a moment
 * itself is seen by it, and what is dated a microsecond later is not. Milliseconds since the epoch, as everywhere, but with a fraction.
 */
const MICROSECOND = 0.001;

/** The first instant that a moment does not see. */
export function justAfter(moment: number): number {
  return moment + MICROSECOND;
}

/** The last whole millisecond before it. */
export function lastBefore(until: number): number {
  return Math.ceil(until) - 1;
}

/** The moment that sees everything before `until`: the one it lies just after, or itself where it is a boundary. */
export function momentOf(until: number): number {
  return Math.floor(until);
}

/** An instant as databases write it, to the microsecond. */
export function writeMoment(at: number): string {
  const whole = Math.floor(at);
  const written = new Date(whole).toISOString();
  const micros = Math.round((at - whole) / MICROSECOND);
  return micros === 0 ? written : written.replace('Z', `${String(micros).padStart(3, '0')}Z`);
}
