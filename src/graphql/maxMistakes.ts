/** The most mistakes in variables or arguments that one answer reports. */
const MOST = 50;
/** Characters of variables of which all these mistakes are reported. */
const LARGE = 10_000;

/**
 * Returns how many mistakes in variables or arguments an answer reports. GraphQL writes the text of
 * the whole value into each message, so of large values it reports the first mistake only.
 */
export function maxMistakes(values: unknown): number {
  return JSON.stringify(values ?? null).length > LARGE ? 1 : MOST;
}
