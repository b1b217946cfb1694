import { AsyncLocalStorage } from 'node:async_hooks';

/** Facts about a request that are collected while it is answered. */
export interface Scope {
  readonly id: string;
  readonly metrics: Set<string>;
  readonly codes: Set<string>;
  statements: number;
  /** Answers that were kept from earlier requests. */
  kept: number;
  /** Milliseconds of its statements. Each of several parallel ones counts in full. */
  statementMs: number;
}

/** The scope of the current request; undefined outside requests. */
export const scopes = new AsyncLocalStorage<Scope>();

export function newScope(id: string): Scope {
  return { id, metrics: new Set(), codes: new Set(), statements: 0, kept: 0, statementMs: 0 };
}
