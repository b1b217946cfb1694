import type { Part } from '../query/query';
import { languageOf } from '../registry/language';
import type { Text, Unit } from '../registry/registry';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number as people of a locale write it, by what it is a number of: `¥12,345.60`, `8.4%`, `1,234`. A change is a percentage, `+12.0%`; a difference has a sign, and of
 * percentages it is one of points, `+1.2 pp`.
 */
export function formatNumber(decimal: string, part: Part, unit: Unit, locale: string): string {
  if (part === 'change') return write(formatOf(locale, STEP), decimal);
  if (part !== 'difference') return write(formatOf(locale, optionsOf(unit)), decimal);
  if (unit.kind !== 'percent') return write(formatOf(locale, { ...optionsOf(unit), ...SIGNED }), decimal);
  // Written as a percentage and then without its sign, so that points are exact too.
  const points = formatOf(locale, STEP).formatToParts(decimal as unknown as number);
  const number = points.filter(({ type }) => type !== 'percentSign' && type !== 'literal');
  return `${number.map(({ value }) => value).join('')} ${POINTS[languageOf(locale)]}`;
}

const POINTS: Text = { en: 'pp', zh: '个百分点' };

/** A decimal given as text is formatted exactly; the type does not know yet. */
function write(format: Intl.NumberFormat, decimal: string): string {
  return format.format(decimal as unknown as number);
}

/** Small numbers keep two digits that say something: `¥0.0039`, not `¥0.00`. */
const TELLING = { maximumSignificantDigits: 2, roundingPriority: 'morePrecision' } as const;
const PERCENT: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1, ...TELLING };
const SIGNED: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' };
/** Changes stand under each other: one place each. */
const STEP: Intl.NumberFormatOptions = {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  ...SIGNED,
};

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

function optionsOf({ kind, currency }: Unit): Intl.NumberFormatOptions {
  if (kind === 'currency' && currency !== null)
    return { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumSignificantDigits: 2, ...TELLING };
  if (kind === 'percent') return PERCENT;
  return { maximumFractionDigits: 1, ...TELLING };
}
