import { LRUCache } from 'lru-cache';
import type { CellPart } from '../query/query';
import { languageOf, type OwnWords } from '../model/words/language';
import type { Unit } from '../model/registry';
import { reducedLocale } from '../time/locale';

/** Formats kept, over all locales and units. One takes about 3 kB. */
const MOST_FORMATS = 500;

const formats = new LRUCache<string, Intl.NumberFormat>({ max: MOST_FORMATS });

/** The number of formats kept. */
export function keptNumberFormats(): number {
  return formats.size;
}

/**
 * A number in the style of a locale and a unit: `¥12,345.60`, `8.4%`, `1,234`. A change is a
 * percentage, `+12.0%`. A difference has a sign; for percentages it is in points, `+1.2 pp`.
 */
export function formatNumber(decimal: string, part: CellPart, unit: Unit, locale: string): string {
  if (part === 'change') return write(formatOf(locale, CHANGE), decimal);
  if (part !== 'difference') return write(formatOf(locale, optionsOf(unit)), decimal);
  if (unit.kind !== 'percent') return write(formatOf(locale, { ...optionsOf(unit), ...SIGNED }), decimal);
  // Formatted as a percentage first, so that points are exact too.
  const points = formatOf(locale, CHANGE).formatToParts(decimal as unknown as number);
  const number = points.filter(({ type }) => type !== 'percentSign' && type !== 'literal');
  return `${number.map(({ value }) => value).join('')} ${POINTS[languageOf(locale)]}`;
}

/** A share of entities: 0.292 is `29.2%`. */
export function formatRate(rate: number, locale: string): string {
  return formatNumber(String(rate), 'value', { kind: 'percent', currency: null }, locale);
}

const POINTS: OwnWords = { en: 'pp', zh: '个百分点' };

/** Intl formats decimals in text exactly; the type does not allow them yet. */
function write(format: Intl.NumberFormat, decimal: string): string {
  return format.format(decimal as unknown as number);
}

/** Small numbers keep two significant digits: `¥0.0039`, not `¥0.00`. */
const TWO_DIGITS = { maximumSignificantDigits: 2, roundingPriority: 'morePrecision' } as const;
const PERCENT: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1, ...TWO_DIGITS };
const SIGNED: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' };
/** Changes have one decimal place, so that a column aligns. */
const CHANGE: Intl.NumberFormatOptions = {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  ...SIGNED,
};

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const tag = reducedLocale(locale);
  const key = `${tag} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(tag, options);
    formats.set(key, format);
  }
  return format;
}

const PLAIN: Intl.NumberFormatOptions = { maximumFractionDigits: 1, ...TWO_DIGITS };

/** The options for each kind of unit. `currency` is the code of a currency. */
const OPTIONS: { readonly [K in Unit['kind']]: (currency: string | null) => Intl.NumberFormatOptions } = {
  count: () => PLAIN,
  currency: (currency) => (currency === null ? PLAIN : moneyIn(currency)),
  percent: () => PERCENT,
  tokens: () => PLAIN,
  other: () => PLAIN,
};

/** The options of each currency. A registry has few. */
const moneyOptions = new LRUCache<string, Intl.NumberFormatOptions>({ max: MOST_FORMATS });

/** Numbers have the fraction digits of the currency: `¥12.00` of the yuan, `¥12` of the yen. */
function moneyIn(currency: string): Intl.NumberFormatOptions {
  const known = moneyOptions.get(currency);
  if (known !== undefined) return known;
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const digits = new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits;
  // A currency without fractions shows 5, not 5.0.
  const options = { ...style, ...(digits !== 0 && { minimumSignificantDigits: 2 }), ...TWO_DIGITS };
  moneyOptions.set(currency, options);
  return options;
}

function optionsOf({ kind, currency }: Unit): Intl.NumberFormatOptions {
  return OPTIONS[kind](currency);
}
