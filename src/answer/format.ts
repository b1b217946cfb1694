import type { CellPart } from '../query/query';
import { languageOf } from '../model/words/language';
import type { Unit } from '../model/registry';
import type { Text } from '../model/text';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number as people of a locale write it, by what it is a number of: `¥12,345.60`, `8.4%`,
 * `1,234`. A change is a percentage, `+12.0%`; a difference has a sign, and of percentages it is
 * one of points, `+1.2 pp`.
 */
export function formatNumber(decimal: string, part: CellPart, unit: Unit, locale: string): string {
  if (part === 'change') return write(formatOf(locale, CHANGE), decimal);
  if (part !== 'difference') return write(formatOf(locale, optionsOf(unit)), decimal);
  if (unit.kind !== 'percent') return write(formatOf(locale, { ...optionsOf(unit), ...SIGNED }), decimal);
  // Written as a percentage and then without its sign, so that points are exact too.
  const points = formatOf(locale, CHANGE).formatToParts(decimal as unknown as number);
  const number = points.filter(({ type }) => type !== 'percentSign' && type !== 'literal');
  return `${number.map(({ value }) => value).join('')} ${POINTS[languageOf(locale)]}`;
}

const POINTS: Text = { en: 'pp', zh: '个百分点' };

/** A decimal given as text is formatted exactly; the type does not know yet. */
function write(format: Intl.NumberFormat, decimal: string): string {
  return format.format(decimal as unknown as number);
}

/** Small numbers keep two digits that say something: `¥0.0039`, not `¥0.00`. */
const TWO_DIGITS = { maximumSignificantDigits: 2, roundingPriority: 'morePrecision' } as const;
const PERCENT: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1, ...TWO_DIGITS };
const SIGNED: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' };
/** Changes stand under each other: one place each. */
const CHANGE: Intl.NumberFormatOptions = {
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

const PLAIN: Intl.NumberFormatOptions = { maximumFractionDigits: 1, ...TWO_DIGITS };

/** The options for each kind of unit. `currency` is the code of a currency. */
const OPTIONS: { readonly [K in Unit['kind']]: (currency: string | null) => Intl.NumberFormatOptions } = {
  count: () => PLAIN,
  currency: (currency) =>
    currency === null
      ? PLAIN
      : { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumSignificantDigits: 2, ...TWO_DIGITS },
  percent: () => PERCENT,
  tokens: () => PLAIN,
  other: () => PLAIN,
};

function optionsOf({ kind, currency }: Unit): Intl.NumberFormatOptions {
  return OPTIONS[kind](currency);
}
