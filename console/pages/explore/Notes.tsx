import { InfoCircledIcon } from '@radix-ui/react-icons';
import { useWords } from '../../words/words';
import type { Note } from './state/fit';
import { useExploreTexts } from './useExploreTexts';

/** What the page ignores of its address, and why. */
export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  const { explore } = useWords();
  const texts = useExploreTexts();
  if (notes.length === 0) return null;
  return (
    <div role="status" aria-label={explore.notes}>
      <ul className="warnings">
        {notes.map((note, index) => (
          <li key={index}>
            <InfoCircledIcon aria-hidden />
            {texts.note(note)}
          </li>
        ))}
      </ul>
    </div>
  );
}
