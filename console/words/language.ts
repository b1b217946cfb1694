import { settings, type ConsoleSettings } from '../pageSettings';

export type Language = ConsoleSettings['language'];

/** The other one of the two languages in which a page shows a definition. */
export const OTHER: Readonly<Record<Language, Language>> = { en: 'zh', zh: 'en' };

const KEY = 'metergate-language';

/** The language of the address, the one that the person has chosen, or that of the browser. */
export function chosenLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const chosen = asked ?? localStorage.getItem(KEY);
  return chosen === 'en' || chosen === 'zh' ? chosen : settings<ConsoleSettings>().language;
}

/** Chooses a language for later visits. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
