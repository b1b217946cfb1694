/** A language tag in its canonical form (BCP 47), such as `en` or `pt-BR`. */
export type Locale = string;

/** The longest language tag, in characters. */
const LONGEST_TAG = 100;

/** The canonical form of a language tag: `zh-CN` for `zh-cn`. Null: Intl cannot read the tag. */
export function canonicalLocale(tag: string): Locale | null {
  try {
    return tag.length <= LONGEST_TAG ? new Intl.Locale(tag).toString() : null;
  } catch {
    return null;
  }
}

/**
 * A language tag reduced to the parts that formats depend on: language, script, region, numbering
 * system, calendar and clock. Other parts, such as `-x-…`, would make as many formats as there are
 * texts.
 */
export function reducedLocale(tag: Locale): Locale {
  const { language, script, region, numberingSystem, calendar, hourCycle } = new Intl.Locale(tag);
  const base = [language, script, region].filter((part) => part !== undefined).join('-');
  const chosen = { numberingSystem, calendar, hourCycle };
  const present = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return new Intl.Locale(base, Object.fromEntries(present)).toString();
}

/**
 * The locale that a reader gets of those available: the tag itself, or the tag with ever fewer
 * parts at its end (`zh-Hant-TW`, `zh-Hant`, `zh`). Null: none of these is available. The rule is
 * the lookup of RFC 4647, section 3.4.
 */
export function lookupLocale(wanted: Locale, isAvailable: (locale: Locale) => boolean): Locale | null {
  const parts = wanted.split('-');
  while (parts.length > 0) {
    const locale = parts.join('-');
    if (isAvailable(locale)) return locale;
    parts.pop();
    // A single letter or digit only introduces the parts after it.
    if (parts.at(-1)?.length === 1) parts.pop();
  }
  return null;
}
