import type { Unit } from '../registry/registry';

const formats = new Map<string, Intl.NumberFormat>();

/** A number as people of a locale write it, by what it is a number of: `¥12,345.60`, `8.4%`, `1,234`. */
export function formatNumber(decimal: string, unit: Unit, locale: string): string {
  // A decimal given as text is formatted exactly; the type does not know yet.
  return formatOf(unit, locale).format(decimal as unknown as number);
}

function formatOf({ kind, currency }: Unit, locale: string): Intl.NumberFormat {
  const key = `${locale} ${kind} ${currency}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, optionsOf(kind, currency));
    formats.set(key, format);
  }
  return format;
}

function optionsOf(kind: Unit['kind'], currency: string | null): Intl.NumberFormatOptions {
  if (kind === 'currency' && currency !== null) return { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
  if (kind === 'percent') return { style: 'percent', maximumFractionDigits: 1 };
  return { maximumFractionDigits: 1 };
}
