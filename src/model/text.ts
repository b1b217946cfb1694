import type { Locale } from '../time/locale';

/**
 * Words in every locale of the registry, the default one first. `words/language.ts` finds those for
 * a reader.
 */
export type Text = Readonly<Record<Locale, string>>;

/** File and line of a definition. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}
