import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en, type Words } from './en';
import { chosenLanguage, keepLanguage, type Language } from './language';
import { zh } from './zh';

/** The page's own words in each language, for texts that stand in both. */
export const WORDS: Readonly<Record<Language, Words>> = { en, zh };

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  setLanguage(language: Language): void;
}

const Spoken = createContext<Spoken | null>(null);

interface Props {
  readonly children: ReactNode;
  /** The language of a page whose texts are of the server. */
  readonly fixed?: Language;
}

/** The language that the person has chosen; before, that of the browser. */
export function WordsProvider({ children, fixed }: Props) {
  const [language, setLanguage] = useState(fixed ?? chosenLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(
    () => ({
      language,
      words: WORDS[language],
      setLanguage: (next: Language) => {
        keepLanguage(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Spoken value={spoken}>{children}</Spoken>;
}

export function useWords(): Words {
  return useLanguage().words;
}

export function useLanguage(): Spoken {
  const spoken = useContext(Spoken);
  if (spoken === null) throw new Error('There is no WordsProvider.');
  return spoken;
}
