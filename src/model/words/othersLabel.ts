import type { Locale } from '../../time/locale';
import { textIn, type OwnWords } from './language';

const OTHERS: OwnWords = { en: 'Others', zh: '其他' };

/** The label of the group of all remaining groups, for a reader's locale. */
export function othersLabel(locale: Locale): string {
  return textIn(OTHERS, locale);
}
