import type { Settings } from './settings';

const LANGUAGES = { en: 'English', zh: '中文' } as const;

/** The name of the place, and the other language. */
export function Heading({ language }: Pick<Settings, 'language'>) {
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <span className="heading">
      Metergate
      <a href={`?lang=${other}`} lang={other}>
        {LANGUAGES[other]}
      </a>
    </span>
  );
}
