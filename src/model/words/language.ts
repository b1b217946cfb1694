import type { Text } from '../text';

/** The language of the registry's words that a locale (`zh-CN`, `en`) is answered in. */
export function languageOf(locale: string): keyof Text {
  return /^zh\b/i.test(locale) ? 'zh' : 'en';
}

/** What the group without a value is called. */
export const NO_VALUE_LABEL: Text = { en: '(none)', zh: '（无）' };
