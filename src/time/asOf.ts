/**
 * asOf is inclusive: a row dated exactly at asOf counts, and a row dated a microsecond later does
 * not (databases store microseconds). The first instant that does not count is therefore asOf plus
 * one microsecond. Unit: milliseconds since the epoch, here with a fraction.
 */
const MICROSECOND = 0.001;

/** The first instant after an inclusive moment: one microsecond later. */
export function justAfter(moment: number): number {
  return moment + MICROSECOND;
}

/** Whether a period is over as of an inclusive moment. */
export function isOver({ end }: { readonly end: number }, asOf: number): boolean {
  return end <= asOf;
}

/** The last whole millisecond before an instant. */
export function lastBefore(until: number): number {
  return Math.ceil(until) - 1;
}

/** The moment that includes everything before `until`: `until` without its fraction. */
export function momentOf(until: number): number {
  return Math.floor(until);
}

/**
 * Texts of instants. Writing a date takes one or two microseconds, and a query over many years
 * writes the same ten thousand dates a dozen times.
 */
const known = new Map<number, string>();

/** Instants kept in the cache: some megabytes. */
const MOST_INSTANTS = 50_000;

/** An instant as text for databases, to the microsecond, in UTC. */
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

/** The number of instants whose texts are kept. */
export function keptInstants(): number {
  return known.size;
}
