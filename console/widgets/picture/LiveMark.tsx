import { useWords } from '../../words/words';
import type { Live } from './useLive';

/** A dot at the menu of a picture that is live. */
export function LiveMark({ live: { isOn, answer, problem } }: { readonly live: Live }) {
  const { picture, pictures } = useWords();
  if (!isOn) return null;
  const state = problem !== null ? 'broken' : answer === null ? 'waiting' : 'live';
  const text = problem === null ? picture.live : [pictures.notLive, problem.text ?? ''].join(' ').trim();
  return (
    <span className="live" role="status" data-state={state} title={text}>
      <span className="hidden">{text}</span>
    </span>
  );
}
