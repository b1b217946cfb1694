/** The longest language tag, in characters. */
const LONGEST_TAG = 100;

/** True for a language tag that Intl can read. */
export function isLocale(tag: string): boolean {
  try {
    return tag.length <= LONGEST_TAG && new Intl.Locale(tag) instanceof Intl.Locale;
  } catch {
    return false;
  }
}

/**
 * A language tag reduced to the parts that formats depend on: language, script, region, numbering
 * system, calendar and clock. Other parts, such as `-x-…`, would make as many formats as there are
 * texts.
 */
export function reducedLocale(tag: string): string {
  const { language, script, region, numberingSystem, calendar, hourCycle } = new Intl.Locale(tag);
  const base = [language, script, region].filter((part) => part !== undefined).join('-');
  const chosen = { numberingSystem, calendar, hourCycle };
  const present = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return new Intl.Locale(base, Object.fromEntries(present)).toString();
}
