/** How many questions are put; `PROPERTY_RUNS` sets another number. */
export const RUNS = numberFrom('PROPERTY_RUNS') ?? 1000;

/** Where the random begins: different every time, printed, and given back by `PROPERTY_SEED` to see the same again. */
export const SEED = numberFrom('PROPERTY_SEED') ?? Math.floor(Math.random() * 0x7fffffff);

/** The only metrics that the first questions are about, by `PROPERTY_ABOUT`; null: all. What is found in a narrowed round is seen again by it. */
export const ABOUT = process.env['PROPERTY_ABOUT']?.split(',') ?? null;

/** Questions about one data set. */
export const QUERIES_PER_DATA = 12;

/** Writes a line that jest does not decorate. */
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
