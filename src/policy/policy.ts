import type { RowFilter, SmallestGroup } from '../model/role';

/**
 * The rows that the caller may see, and the smallest group whose values are shown
 * (docs/meaning.md#roles). Plain data that every query carries, so that an answer cached for a
 * query is cached for its policy.
 */
export interface Policy {
  readonly rows: RowFilter;
  /** Tables whose rows belong to nobody: all their rows are visible. */
  readonly public: readonly string[];
  readonly smallestGroup: SmallestGroup | null;
}

/** The policy of a caller who may see everything. */
export const EVERYTHING: Policy = { rows: { kind: 'all', of: [] }, public: [], smallestGroup: null };
