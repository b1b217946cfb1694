import type { Text } from '../../model/text';
import type { Locale } from '../../time/locale';
import type { TextGrammar } from '../grammar/words';
import { oneOf, type ProblemList } from '../problems';
import type { Sections } from '../yaml/sections';
import type { Spot } from '../yaml/spot';
import { nearestLocale, readTag, reportTag, type DeclaredLocales } from './locales';

/**
 * Checks the labels and descriptions of all declarations: texts by locale have exactly the declared
 * locales (docs/meaning.md#locales). The grammar has reported texts that are empty or none.
 */
export function checkTexts(sections: Sections, locales: DeclaredLocales, problems: ProblemList): void {
  const { groups, dimensions, metrics, roles } = sections;
  for (const section of [groups, dimensions, metrics, roles]) {
    for (const spot of section.values()) {
      checkText(spot.at('label'), locales, problems);
      checkText(spot.at('description'), locales, problems);
    }
  }
  for (const spot of dimensions.values()) {
    const values = spot.at('values');
    for (const key of values.keys) {
      const value = values.at(key);
      checkText(value.isMapping && value.keys.includes('from') ? value.at('label') : value, locales, problems);
    }
  }
}

/** Checks that a text by locale has exactly the declared locales. */
export function checkText(spot: Spot, { all, areListed }: DeclaredLocales, problems: ProblemList): void {
  if (!spot.isMapping || spot.keys.length === 0) return;
  const written = new Map<Locale, string>();
  for (const key of spot.keys) {
    const locale = readTag(key);
    const twin = locale === null ? undefined : written.get(locale);
    if (locale === null) reportTag(spot.at(key), key, problems);
    else if (twin === undefined) written.set(locale, key);
    else problems.addAtColumn(spot.at(key), `is the same locale as "${twin}"`, 'each locale once');
  }
  const missing = new Set(all.filter((locale) => !written.has(locale)));
  for (const [locale, key] of written) {
    if (all.includes(locale)) continue;
    const wrong = areListed ? 'is not among `locales`' : 'is a locale that the registry does not declare';
    const meant = nearestLocale(locale, [...missing]);
    problems.addAtColumn(spot.at(key), wrong, `${oneOf(all)}; or \`locales\` with ${locale}`, meant);
    // The author wrote the text, under another key.
    if (meant !== null) missing.delete(meant);
  }
  for (const locale of missing) {
    const cure = areListed ? '' : `, or \`locales: [${[...written.keys()].join(', ')}]\` in the registry`;
    problems.addAtColumn(spot.at(locale), 'is missing', `text in ${locale}${cure}`);
  }
}

/**
 * The text in every locale; plain text is the same in all of them. Where a dashboard's text lacks a
 * locale, its first text takes the place: the dashboard is listed with its problem.
 */
export function finishText(written: TextGrammar, locales: readonly Locale[]): Text {
  if (typeof written === 'string') return Object.fromEntries(locales.map((locale) => [locale, written]));
  const byLocale = new Map(Object.entries(written).map(([tag, words]) => [readTag(tag), words]));
  const [first = ''] = byLocale.values();
  return Object.fromEntries(locales.map((locale) => [locale, byLocale.get(locale) ?? first]));
}

export function finishOptionalText(written: TextGrammar | undefined, locales: readonly Locale[]): Text | null {
  return written === undefined ? null : finishText(written, locales);
}
