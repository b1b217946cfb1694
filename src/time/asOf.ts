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

/** Writing a date takes a microsecond or two, and a question over many years writes the same ten thousand a dozen times. */
const known = new Map<number, string>();

/** Instants remembered: some megabytes. */
const MOST_INSTANTS = 50_000;

/** An instant as databases write it, to the microsecond. */
export function writeMoment(at: number): string {
  const found = known.get(at);
  if (found !== undefined) return found;
  const wholeMillis = Math.floor(at);
  const micros = Math.round((at - wholeMillis) / MICROSECOND);
  const date = new Date(wholeMillis).toISOString();
  const text = micros === 0 ? date : date.replace('Z', `${String(micros).padStart(3, '0')}Z`);
  if (known.size >= MOST_INSTANTS) known.clear();
  known.set(at, text);
  return text;
}
