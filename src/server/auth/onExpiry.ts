import type { Identity } from './identity';

/** The longest a timer can be set to. */
const LONGEST_MS = 2 ** 31 - 1;
/** How often it is asked whether proof that can be taken back still holds. */
const CHECK_MS = 1_000;

/**
 * Has what goes on for long end when the proof is over that it was begun with: its time has come, or it is not taken any more, as a key that was
 * taken back. Gives back the way to call that off.
 */
export function onExpiry({ until, isValid }: Identity, end: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const checking = isValid === null ? undefined : setInterval(() => isValid() || over(), CHECK_MS).unref();
  const callOff = () => {
    clearTimeout(timer);
    clearInterval(checking);
  };
  const over = () => {
    callOff();
    end();
  };
  const wait = (at: number) => {
    const left = Math.min(at - Date.now(), LONGEST_MS);
    timer = setTimeout(() => (Date.now() < at ? wait(at) : over()), left).unref();
  };
  if (until !== null) wait(until);
  return callOff;
}
