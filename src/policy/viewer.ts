/** The caller, as authentication describes them. */
export interface Viewer {
  /** A role of the registry; null: no role, so the caller may see everything. */
  readonly role: string | null;
  /** Claims of the caller by name: values and lists of values. */
  readonly claims: Readonly<Record<string, unknown>>;
  /**
   * `own`: the caller uses the schema of the role, which contains only visible names. `full`: the
   * caller uses the complete schema, as a federation gateway that forwards claims does. In the
   * complete schema, a field or value that the role may not see is an error at its position.
   */
  readonly schema: 'own' | 'full';
}

/** A caller who may see everything. */
export const ANYBODY: Viewer = { role: null, claims: {}, schema: 'own' };
