import { nearestName } from '../../model/nearest';
import { LANGUAGES } from '../../model/words/language';
import { canonicalLocale, type Locale } from '../../time/locale';
import { check } from '../grammar/check';
import { localeGrammar, localesGrammar } from '../grammar/file';
import { oneOf, type ProblemList } from '../problems';
import type { Sections } from '../yaml/sections';
import type { Spot } from '../yaml/spot';

export interface DeclaredLocales {
  /** The default locale first. */
  readonly all: readonly Locale[];
  /** False: no file has `locales`, so these are the product's languages, or that of `locale`. */
  readonly areListed: boolean;
}

/** Reads `locales` and `locale` (docs/meaning.md#locales). Null: one of them has problems. */
export function readLocales({ locale, locales }: Sections, problems: ProblemList): DeclaredLocales | null {
  const own = locale && readOne(locale, check(locale, localeGrammar, problems), problems);
  if (locale !== null && own === null) return null;
  if (locales === null) return { all: unlisted(own), areListed: false };
  const all = readList(locales, problems);
  if (all === null || own === null) return all && { all, areListed: true };
  if (!all.includes(own)) {
    problems.addAtColumn(locale!, `"${own}" is not among \`locales\``, oneOf(all), nearestLocale(own, all));
    return null;
  }
  return { all: [own, ...all.filter((one) => one !== own)], areListed: true };
}

/** Before `locales` existed, every registry was in both languages of the product. */
function unlisted(own: Locale | null): readonly Locale[] {
  const first = own ?? 'en';
  const languages: readonly Locale[] = LANGUAGES;
  return languages.includes(first) ? [first, ...languages.filter((one) => one !== first)] : [first];
}

function readList(spot: Spot, problems: ProblemList): readonly Locale[] | null {
  const tags = check(spot, localesGrammar, problems) ?? [];
  const all = new Set<Locale>();
  for (const [index, tag] of tags.entries()) {
    const locale = readOne(spot.at(index), tag, problems);
    if (locale !== null && all.has(locale)) {
      problems.addAtColumn(spot.at(index), `"${tag}" is in the list twice`, 'each locale once');
    } else if (locale !== null) all.add(locale);
  }
  return tags.length > 0 && all.size === tags.length ? [...all] : null;
}

function readOne(spot: Spot, tag: string | null, problems: ProblemList): Locale | null {
  const locale = tag && readTag(tag);
  if (tag !== null && locale === null) reportTag(spot, tag, problems);
  return locale;
}

/**
 * The canonical form of a tag. Null: it is none. No language is registered with more than three
 * letters, so `english` is a mistake although the syntax allows it.
 */
export function readTag(tag: string): Locale | null {
  const locale = canonicalLocale(tag);
  return locale !== null && /^[a-z]{2,3}(-|$)/.test(locale) ? locale : null;
}

/** The locale that was probably meant: one of the same language, or one with a similar tag. */
export function nearestLocale(locale: Locale, known: readonly Locale[]): Locale | null {
  const [language] = locale.split('-');
  return known.find((one) => one.split('-')[0] === language) ?? nearestName(locale, known);
}

/** Reports a tag that {@link readTag} cannot read. */
export function reportTag(spot: Spot, tag: string, problems: ProblemList): void {
  const meant = readTag(tag.replaceAll('_', '-'));
  problems.addAtColumn(spot, `"${tag}" is not a language tag`, 'a tag of BCP 47, such as en, zh or pt-BR', meant);
}
