import { textIn } from '../../model/words/language';
import type { Registry } from '../../model/registry';
import type { Text } from '../../model/text';

/** Returns a text for a reader's locale. Null: the registry's locale. */
export type Say = (text: Text, locale: string | null | undefined) => string;

export function sayFor(registry: Pick<Registry, 'locale'>): Say {
  return (text, locale) => textIn(text, locale ?? registry.locale);
}
