import type { Text } from '../text';

/** The registry language for a locale such as `zh-CN` or `en`. */
export function languageOf(locale: string): keyof Text {
  return /^zh\b/i.test(locale) ? 'zh' : 'en';
}

/** The label of the group without a value. */
export const NO_VALUE_LABEL: Text = { en: '(none)', zh: '（无）' };
