/** Returns a decimal as the nearest float. */
export function numberOf(decimal: string | null): number | null {
  return decimal === null ? null : Number(decimal);
}
