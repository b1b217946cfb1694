import { useEffect, useState, useSyncExternalStore } from 'react';
import { follow } from '../../questions/live';
import type { GatewayProblem } from '../../questions/problem';
import type { Answer, SeriesArguments } from '../../questions/useSeries';
import { useLanguage } from '../../words/words';

/** A picture that can follow its numbers. */
export interface Live {
  readonly isOn: boolean;
  /** False if too many other pictures are live. */
  readonly hasRoom: boolean;
  /** The newest answer; null if the picture is not live, or before the first one. */
  readonly answer: Answer | null;
  /** Why there are no further answers; null if there are. */
  readonly problem: GatewayProblem | null;
  toggle(): void;
}

/** Over HTTP/1.1 a browser opens six connections to a server, and questions need some of them. */
export const MAX_LIVE = 3;

let count = 0;
const listeners = new Set<() => void>();

/**
 * Follows the numbers of a picture while the person wants it and sees the page. It ends with the
 * picture. Null: there is no question.
 */
export function useLive(args: SeriesArguments | null): Live {
  const { language: locale } = useLanguage();
  const [isOn, setOn] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<GatewayProblem | null>(null);
  const isVisible = useSyncExternalStore(onVisibility, () => !document.hidden);
  const others = useSyncExternalStore(onCount, () => count);
  const question = args === null ? null : JSON.stringify({ ...args, locale });

  useEffect(() => {
    if (!isOn) return;
    changeCount(1);
    return () => changeCount(-1);
  }, [isOn]);

  useEffect(() => {
    setAnswer(null);
    setProblem(null);
  }, [isOn, question]);

  useEffect(() => {
    if (!isOn || !isVisible || question === null) return;
    return follow(JSON.parse(question) as SeriesArguments & { readonly locale: string }, {
      next: (next) => {
        setAnswer(next);
        setProblem(null);
      },
      fail: setProblem,
    });
  }, [isOn, isVisible, question]);

  return { isOn, hasRoom: isOn || others < MAX_LIVE, answer, problem, toggle: () => setOn(!isOn) };
}

function changeCount(by: number): void {
  count += by;
  for (const listener of listeners) listener();
}

function onCount(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
