import { AsyncLocalStorage } from 'node:async_hooks';

/** What becomes known of a request while it is answered. */
export interface Scope {
  readonly id: string;
  readonly metrics: Set<string>;
  readonly codes: Set<string>;
  statements: number;
  /** Milliseconds that its statements took, those that run side by side each for itself. */
  statementMs: number;
}

/** The request that what happens now happens for; undefined: for none. */
export const scopes = new AsyncLocalStorage<Scope>();

export function newScope(id: string): Scope {
  return { id, metrics: new Set(), codes: new Set(), statements: 0, statementMs: 0 };
}
