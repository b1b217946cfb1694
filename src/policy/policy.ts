import type { RowFilter, SmallestGroup } from '../model/role';

/**
 * Which rows there are for who asks, and of how few people nothing is told (docs/meaning.md#roles). Plain data that every question carries, so that
 * whatever is kept under a question is kept under its policy.
 */
export interface Policy {
  readonly rows: RowFilter;
  /** Tables whose rows belong to nobody: all of them are there. */
  readonly public: readonly string[];
  readonly smallestGroup: SmallestGroup | null;
}

/** Of whoever may see everything. */
export const EVERYTHING: Policy = { rows: { kind: 'all', of: [] }, public: [], smallestGroup: null };
