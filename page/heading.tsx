import type { Settings } from './settings';

const LANGUAGES = { en: 'English', zh: '中文' } as const;

/** The product name, and a link to the other language. */
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
