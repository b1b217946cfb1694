import { canonicalLocale, lookupLocale, type Locale } from '../../time/locale';

/**
 * Returns the chosen locale, or else the reader's preferred one of those available; null if none of
 * these is available.
 */
export function readerLocale(
  chosen: string | undefined,
  accepted: string | undefined,
  available: readonly Locale[],
): Locale | null {
  const found = (tag: string | undefined): Locale | null => {
    const locale = tag === undefined ? null : canonicalLocale(tag);
    return locale && lookupLocale(locale, (one) => available.includes(one));
  };
  const liked = (accepted ?? '').split(',').map((one) => {
    const [tag, ...parameters] = one.trim().toLowerCase().split(';');
    const q = parameters
      .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
      .find((found) => found !== undefined);
    return { locale: found(tag), q: q === undefined ? 1 : Number(q) };
  });
  // Sorting is stable: of two equally preferred languages, the first wins.
  const [best] = liked.filter(({ locale, q }) => locale !== null && q > 0).sort((a, b) => b.q - a.q);
  return found(chosen) ?? best?.locale ?? null;
}
