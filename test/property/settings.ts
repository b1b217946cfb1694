/** The number of random queries with which a run meets every combination. */
export const THOROUGH = 1000;
/** `PROPERTY_RUNS` and `PROPERTY_SEED`; null: not set. */
export const SET_RUNS = numberFrom('PROPERTY_RUNS');
export const SET_SEED = numberFrom('PROPERTY_SEED');

/** The number of random queries; `PROPERTY_RUNS` sets another one. */
export const RUNS = SET_RUNS ?? (process.env['HEAVY'] ? THOROUGH : 200);

/**
 * Seed of the random numbers. It differs every time and is printed; `PROPERTY_SEED` repeats a run.
 */
export const SEED = SET_SEED ?? Math.floor(Math.random() * 0x7fffffff);

/**
 * Metrics of the first queries, from `PROPERTY_ABOUT`; null: all. Repeats a finding of a narrowed
 * round.
 */
export const ABOUT = process.env['PROPERTY_ABOUT']?.split(',') ?? null;

/** Number of queries for one data set. */
export const QUERIES_PER_DATA = 12;

/** Prints a line without jest's decoration. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function numberFrom(name: string): number | null {
  const text = process.env[name];
  if (text === undefined || text === '') return null;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`${name} is ${text}; it must be a whole number.`);
  return number;
}
