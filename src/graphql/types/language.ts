import { textIn } from '../../model/words/language';
import type { Registry } from '../../model/registry';
import type { Text } from '../../model/text';

/** What a locale changes in texts that the gateway composes. */
export const WORDING =
  'The language of the words, and of the labels in them. ' +
  'Without it, the words are English, and metrics and dimensions have their keys.';

/** Returns a text for a reader's locale. Null: the registry's locale. */
export type Say = (text: Text, locale: string | null | undefined) => string;

export function sayFor(registry: Pick<Registry, 'locale'>): Say {
  return (text, locale) => textIn(text, locale ?? registry.locale);
}
