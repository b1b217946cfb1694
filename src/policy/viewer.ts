/** Who asks, as whoever lets them in says. */
export interface Viewer {
  /** A role of the registry; null: of none, which may see everything. */
  readonly role: string | null;
  /** What is claimed of them, by name: values and lists of values. */
  readonly claims: Readonly<Record<string, unknown>>;
  /**
   * `own`: asks by the schema of the role, which has nothing else in it. `full`: asks by the schema of all roles together, as a gateway does that forwards
   * claims; what the role may not see is an error where it stands.
   */
  readonly schema: 'own' | 'full';
}

/** Whoever may see everything. */
export const ANYBODY: Viewer = { role: null, claims: {}, schema: 'own' };
