import type { PageSettings } from '../pageSettings';

const LANGUAGES = { en: 'English', zh: '中文' } as const;

/** The product name, and a link to the other language. */
export function Heading({ language }: Pick<PageSettings, 'language'>) {
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
