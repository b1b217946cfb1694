import type { Identity } from './identity';

/** The longest a timer can be set to. */
const LONGEST_MS = 2 ** 31 - 1;

/** Has what goes on for long end when the proof is over that it was begun with. Gives back the way to call that off. */
export function whenOver({ until }: Identity, end: () => void): () => void {
  if (until === null) return () => undefined;
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(() => (Date.now() < until ? wait() : end()), Math.min(until - Date.now(), LONGEST_MS)).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
