import { signOut, useSession } from './session/session';
import { setTheme, useTheme, type Theme } from './theme';
import { Button } from './widgets/Button';
import { Choice } from './widgets/Choice';
import type { Language } from './words/language';
import { useLanguage } from './words/words';

const LANGUAGES: readonly Language[] = ['en', 'zh'];
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Language, theme, and the end of a session. */
export function Settings() {
  const { language, words, setLanguage } = useLanguage();
  const { chosen } = useTheme();
  const { proof, needsProof } = useSession();
  return (
    <div className="settings">
      <Choice
        label={words.language.label}
        value={language}
        options={LANGUAGES.map((key) => ({ key, text: words.language[key] }))}
        onChange={setLanguage}
      />
      <Choice
        label={words.theme.label}
        value={chosen}
        options={THEMES.map((key) => ({ key, text: words.theme[key] }))}
        onChange={setTheme}
      />
      {proof !== null && !needsProof && <Button onPress={signOut}>{words.session.signOut}</Button>}
    </div>
  );
}
