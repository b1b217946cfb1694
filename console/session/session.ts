import { useSyncExternalStore } from 'react';

/**
 * Who asks: a key or a token that a person has pasted, kept for this tab. Behind a proxy that sends
 * one, or on an open gateway, there is none.
 */
export interface Session {
  readonly proof: string | null;
  /** True if the gateway has rejected the last question because it does not know who asks. */
  readonly needsProof: boolean;
}

const KEY = 'metergate-proof';
let session: Session = { proof: sessionStorage.getItem(KEY), needsProof: false };
const listeners = new Set<() => void>();

export function useSession(): Session {
  return useSyncExternalStore(subscribe, currentSession);
}

export function currentSession(): Session {
  return session;
}

export function signIn(proof: string): void {
  sessionStorage.setItem(KEY, proof);
  change({ proof, needsProof: false });
}

export function signOut(): void {
  sessionStorage.removeItem(KEY);
  change({ proof: null, needsProof: true });
}

/** The gateway does not accept the proof, or wants one. */
export function rejectSession(): void {
  if (!session.needsProof) change({ ...session, needsProof: true });
}

function change(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
