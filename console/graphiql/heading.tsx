import type { PageSettings } from '../pageSettings';
import type { Words } from '../words/en';
import { useNeedsKey } from './needsKey';

const LANGUAGES = { en: 'English', zh: '中文' } as const;

interface Props extends Pick<PageSettings, 'language'> {
  readonly words: Words;
}

/** Links to the console and to the other language. */
export function Heading({ language, words }: Props) {
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <span className="heading">
      <a className="heading-home" href="./">
        {`← ${words.product}`}
      </a>
      <a href={`?lang=${other}`} lang={other}>
        {LANGUAGES[other]}
      </a>
    </span>
  );
}

/** On a narrow screen: says that this page needs a wider one, and leads to pages that do not. */
export function NarrowNotice({ words }: Pick<Props, 'words'>) {
  return (
    <p className="page-notice narrow-notice" role="note">
      {words.editor.narrow} <a href="./">{words.editor.toConsole}</a>
    </p>
  );
}

/** If the gateway answers only the documents of its manifest: says so, and what to do. */
export function TrustedNotice({ words }: Pick<Props, 'words'>) {
  return (
    <p className="page-notice" role="note">
      {words.editor.trustedOnly} <a href="./">{words.editor.toConsole}</a>
    </p>
  );
}

/** If the gateway does not know who asks: leads to the console, where a person signs in. */
export function SignInNotice({ words }: Pick<Props, 'words'>) {
  if (!useNeedsKey()) return null;
  return (
    <p className="page-notice" role="status">
      {words.editor.signIn} <a href="./">{words.editor.toConsole}</a>
    </p>
  );
}
