import { useSyncExternalStore } from 'react';

/** True if the gateway did not accept the last request because it does not know who asks. */
let needsKey = false;
const listeners = new Set<() => void>();

export function useNeedsKey(): boolean {
  return useSyncExternalStore(subscribe, () => needsKey);
}

/** Reads an answer of the gateway. A stream has had its key checked before. */
export function noteAnswer(answer: object): void {
  const { errors } = answer as { readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[] };
  needsKey = errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') ?? false;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
