import { stampOf } from './stamp';

/** How often the files are looked at, in milliseconds: often enough for who waits for an edit, seldom enough to cost nothing. */
const LOOK_MS = 300;

/** A round of looking at files that ends when it is told to. */
export interface Edits {
  /** Looks no more. Resolves when what is being taken up is done. */
  end(): Promise<void>;
}

/**
 * Looks at the files of a registry again and again, and has them taken up whenever they have changed and then kept still for a look: whoever writes
 * several, or one in several steps, is waited for. Nothing is taken up twice at once, and what changes meanwhile is taken up next, so that
 * the last state always is. The first look takes them up as well: they may have changed since they were read. Where `takeUp` gives a time in
 * milliseconds, they are taken up again after it even if they stay as they are, `isAgain` then.
 */
export function watchEdits(directory: string, takeUp: (isAgain: boolean) => Promise<number | null>): Edits {
  let timer: NodeJS.Timeout | undefined;
  let lastStamp: string | undefined;
  let loadedStamp: string | undefined;
  let again = Infinity;
  let looking: Promise<void> = Promise.resolve();
  let isOver = false;

  const look = async () => {
    const stamp = await stampOf(directory);
    const isStill = stamp === lastStamp;
    lastStamp = stamp;
    const isTaken = stamp === loadedStamp;
    if (isOver || !isStill || (isTaken && performance.now() < again)) return;
    loadedStamp = stamp;
    const after = await takeUp(isTaken);
    again = performance.now() + (after ?? Infinity);
  };
  const lookSoon = () => {
    timer = setTimeout(() => {
      looking = look().then(() => void (isOver || lookSoon()));
    }, LOOK_MS);
  };
  lookSoon();
  return {
    end: () => {
      isOver = true;
      clearTimeout(timer);
      return looking;
    },
  };
}
