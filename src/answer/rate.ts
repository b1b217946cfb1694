const PLACES = 1_000_000_000_000n;

/** `part / whole`, rounded to 12 places, half up; null if `whole` is 0. */
export function rateOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const [over, under] = [BigInt(part) * PLACES, BigInt(whole)];
  return Number((2n * over + under) / (2n * under)) / Number(PLACES);
}
