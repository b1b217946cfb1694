import { matchKind } from '../../model/byKind';
import type { Registry } from '../../model/registry';
import { languageOf, textIn, type Language } from '../../model/words/language';
import type { Locale } from '../../time/locale';
import type { Warning } from '../warning';
import { en } from './en';
import type { MetricNaming, WarningWords } from './words';
import { zh } from './zh';

/** By language. The compiler names what each of them lacks. */
export const WARNING_WORDS: Readonly<Record<Language, WarningWords>> = { en, zh };

/**
 * The text of a warning for a reader's locale: in its language, with the labels of metrics. Without
 * a locale: in English, with their keys.
 */
export function warningText(warning: Warning, { metrics }: Pick<Registry, 'metrics'>, locale: Locale | null): string {
  const named: MetricNaming = (key) => {
    const metric = locale === null ? undefined : metrics.get(key);
    return metric === undefined ? key : textIn(metric.label, locale!);
  };
  const words = WARNING_WORDS[locale === null ? 'en' : languageOf(locale)];
  return matchKind<Warning, string, [MetricNaming]>(warning, words, named);
}
