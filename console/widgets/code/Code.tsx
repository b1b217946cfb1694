import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import { useRef, useState } from 'react';
import { useWords } from '../../words/words';
import { Button } from '../Button';
import './code.css';
import { copyText } from './copyText';

interface Props {
  readonly label: string;
  readonly text: string;
  /** True for a text of few and long lines. */
  readonly isWrapped?: boolean;
}

type State = 'copied' | 'selected' | null;

/** A text for programs, and a button that copies it. */
export function Code({ label, text, isWrapped = false }: Props) {
  const { pictures } = useWords();
  const place = useRef<HTMLPreElement>(null);
  const [state, setState] = useState<State>(null);
  const copy = async () => setState((await copyText(text, place.current!)) ? 'copied' : 'selected');
  const word = state === 'copied' ? pictures.copied : pictures.copy;
  return (
    <figure className="code">
      <figcaption className="code-head">
        <span className="code-label">{label}</span>
        <span className={state === 'copied' ? 'hidden' : 'quiet'} role="status">
          {state === 'selected' && pictures.selected}
          {state === 'copied' && pictures.copied}
        </span>
        <Button onPress={() => void copy()} aria-label={`${word}: ${label}`}>
          {state === 'copied' ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
          {word}
        </Button>
      </figcaption>
      <pre ref={place} className="code-text" data-wrapped={isWrapped} tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </figure>
  );
}
