import { setTimeout as pause } from 'node:timers/promises';
import type { ClickhouseServer } from './server';

const FIRST_PAUSE_MS = 40;

/**
 * Ends a statement at the server; `ended` settles when its request has. Resolves when it has ended,
 * or after `withinMs`.
 */
export async function killStatement(
  server: ClickhouseServer,
  queryId: string,
  ended: Promise<unknown>,
  withinMs: number,
): Promise<void> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), withinMs);
  const end = ended.then(
    () => giveUp.abort(),
    () => giveUp.abort(),
  );
  // An order that arrives before the statement has no effect, and a balancer may give it to another
  // server. So it is repeated.
  for (let between = FIRST_PAUSE_MS; !giveUp.signal.aborted; between *= 2) {
    await Promise.race([server.kill(queryId, giveUp.signal).catch(() => undefined), end]);
    await pause(between, undefined, { signal: giveUp.signal }).catch(() => undefined);
  }
  clearTimeout(timer);
}
