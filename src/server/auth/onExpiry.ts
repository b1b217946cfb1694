import type { Identity } from './identity';

/** The longest delay of a timer. */
const LONGEST_MS = 2 ** 31 - 1;
/** How often a proof that can be revoked is checked. */
const CHECK_MS = 1_000;

/**
 * Calls `end` when a caller's token or key expires, or when it is no longer accepted because it was
 * removed. Returns a function that cancels this.
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
