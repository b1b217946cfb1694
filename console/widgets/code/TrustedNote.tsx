import { settings, type ConsoleSettings } from '../../pageSettings';
import { useWords } from '../../words/words';

/** A line beside a query that the gateway would reject; nothing if it accepts every document. */
export function TrustedNote() {
  const { pictures } = useWords();
  if (!settings<ConsoleSettings>().isTrustedOnly) return null;
  return <p className="quiet">{pictures.sentences(pictures.trustedOnly, pictures.addToManifest)}</p>;
}
