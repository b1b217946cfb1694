import { gatewayError } from '../errors';

/** Fails when the signal aborts, and never resolves. Errors: CANCELLED. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(gatewayError('CANCELLED', {}));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
