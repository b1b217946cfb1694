import { useWords } from '../../words/words';
import type { Live } from './useLive';

/** A dot that says whether a picture is live. */
export function LiveMark({ live: { isOn, answer, problem } }: { readonly live: Live }) {
  const { picture, pictures } = useWords();
  if (!isOn) return null;
  const state = problem !== null ? 'broken' : answer === null ? 'waiting' : 'live';
  const reason = problem?.text ?? pictures.notLive;
  return (
    <span className="live" role="status" data-state={state} title={state === 'broken' ? reason : undefined}>
      <span className="live-dot" aria-hidden />
      {state === 'broken' ? pictures.notLive : picture.live}
      {state === 'broken' && problem!.text !== null && <span className="hidden">{problem!.text}</span>}
    </span>
  );
}
