/** A decimal as the float that is nearest. */
export function numberOf(decimal: string | null): number | null {
  return decimal === null ? null : Number(decimal);
}
