import { lookupLocale, type Locale } from '../../time/locale';
import type { Text } from '../text';

/** The languages of the product's own words. Labels of a registry may be in any language. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words of the product itself, English first: it is for readers of all other languages. */
export type OwnWords = Readonly<Record<Language, string>>;

/** The language of the product's own words for a reader's locale: English unless it is Chinese. */
export function languageOf(locale: Locale): Language {
  return lookupLocale(locale, (tag) => tag === 'zh') === null ? 'en' : 'zh';
}

/** The text for a reader's locale, by lookup (docs/meaning.md#locales); else in the default one. */
export function textIn(text: Text, locale: Locale): string {
  const found = lookupLocale(locale, (tag) => Object.hasOwn(text, tag));
  return found === null ? defaultText(text) : text[found]!;
}

/** The text in the default locale of the registry. */
export function defaultText(text: Text): string {
  return Object.values(text)[0]!;
}

/** The text in every locale, without repeats: `Revenue (收入)`. */
export function textInAll(text: Text): string {
  const [first, ...others] = new Set(Object.values(text));
  return others.length === 0 ? first! : `${first} (${others.join(', ')})`;
}

/** The label of the group without a value. */
export const NO_VALUE_LABEL: OwnWords = { en: '(none)', zh: '（无）' };

/** The label of an empty text, which is a value. */
export const EMPTY_TEXT_LABEL: OwnWords = { en: '(empty)', zh: '（空）' };
