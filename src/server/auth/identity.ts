/** Who asks, as far as the gateway has seen proof of it. */
export interface Identity {
  /** For logs and fair shares: `token:` or `key:` and the name that was proven; `anyone` where nothing is asked for. */
  readonly subject: string;
  /** A role of the registry; null: none is named. */
  readonly role: string | null;
  /** What is known about who asks, which row filters of roles go by. */
  readonly claims: Claims;
  /** A router of a supergraph, which validates by the whole schema and asks for someone else. */
  readonly isRouter: boolean;
  /** When the proof ends, in milliseconds since the epoch: what goes on for long ends then. Null: it does not. */
  readonly until: number | null;
  /** Whether the proof would still be taken, and say the same; what goes on for long asks now and then. Null: it would, until it ends. */
  readonly isValid: (() => boolean) | null;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Where no authentication is configured. */
export const ANONYMOUS: Identity = {
  subject: 'anyone',
  role: null,
  claims: {},
  isRouter: false,
  until: null,
  isValid: null,
};
