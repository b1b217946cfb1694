/** A decimal without trailing zeros. */
export function canonical(decimal: string): string {
  if (!decimal.includes('.')) return decimal === '-0' ? '0' : decimal;
  const short = decimal.replace(/\.?0+$/, '');
  return short === '-0' || short === '' ? '0' : short;
}
