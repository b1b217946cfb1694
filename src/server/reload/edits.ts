import { stampOf } from './stamp';

/**
 * Milliseconds between two checks of the files: short for a person who waits for an edit, and long
 * enough to cost nothing.
 */
const LOOK_MS = 300;

/** Checks files repeatedly until it is ended. */
export interface Edits {
  /** Stops checking. Resolves when a running `takeUp` has finished. */
  end(): Promise<void>;
}

/**
 * Checks the files of a registry repeatedly. It calls `takeUp` after a change, once one check has
 * found no further change. So it waits for edits of several files or in several steps. Calls never
 * overlap: a change during a call leads to another call, so the last state is always taken up. It
 * also calls `takeUp` once after the start, because the files may have changed since they were
 * read. If `takeUp` returns a time in milliseconds, it is called again after that time even without
 * a change, with `isAgain`.
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
