import type { Claims } from '../../policy/claimPath';

/** The caller, as far as it has proven who it is. */
export interface Identity {
  /**
   * `token:` or `key:` with the proven name, and `:` with the name of the caller that a router
   * forwards; `anyone` without authentication. The limits for each client use it.
   */
  readonly subject: string;
  /**
   * A role of the registry; null if none is named. A list is what an issuer calls roles: exactly
   * one of its names must be a role of the registry.
   */
  readonly role: string | readonly string[] | null;
  /** The facts about the caller that row filters of roles use. */
  readonly claims: Claims;
  /**
   * The caller is a router of a supergraph. It validates with the whole schema and forwards its
   * callers.
   */
  readonly isRouter: boolean;
  /** The caller may clear and warm what the gateway keeps. Only API keys say so. */
  readonly isOperator?: boolean;
  /**
   * When the proof ends, in milliseconds since the epoch. Subscriptions end then. Null: it has no
   * end.
   */
  readonly until: number | null;
  /**
   * True while the proof is still accepted and unchanged. Subscriptions check it regularly. Null:
   * it is valid until it ends.
   */
  readonly isValid: (() => boolean) | null;
}

/** The identity of every caller if no authentication is configured. */
export const ANONYMOUS: Identity = {
  subject: 'anyone',
  role: null,
  claims: {},
  isRouter: false,
  until: null,
  isValid: null,
};
