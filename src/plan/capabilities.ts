/** The abilities of a database that a plan may rely on. */
export interface Capabilities {
  /** Characters that a name may have; a longer one may be truncated. */
  readonly longestName: number;
  /** An index leads to the rows of a stretch of time, or of an entity, without a look at others. */
  readonly indexScan: boolean;
}
