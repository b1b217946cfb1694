/** What is said to routers of Apollo Federation, beside the types. */

/** The oldest version that has all that is used. */
export const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@cost", "@listSize", "@tag"])';

/** What makes a type an entity: other services may refer to it by its id, and add to it. */
export const KEY = '@key(fields: "id")';

/**
 * Asks the database, where a field of another object counts as 1. A statement takes as long as a thousand objects or more; those of a dashboard that agree are
 * one, and so a tenth of that is said of each.
 */
export const STATEMENT = '@cost(weight: 100)';

/** Shows how the database looks. Contracts for the public can leave it out. */
export const INTERNAL = '@tag(name: "internal")';

/** A list of as many as `limit` says. */
export const LIMITED = '@listSize(slicingArguments: ["limit"])';

/** What has a list of `rows`, as many as `limit` says if it is given. */
export const LIMITED_ROWS =
  '@listSize(slicingArguments: ["limit"], sizedFields: ["rows"], requireOneSlicingArgument: false)';

/** A list of so many at most. */
export function listOf(most: number): string {
  return `@listSize(assumedSize: ${most})`;
}

/** The same of a list of which there are several: as long as the longest. */
export function listOfMost<T>(of: Iterable<T>, list: (one: T) => readonly unknown[]): string {
  return listOf(Math.max(0, ...[...of].map((one) => list(one).length)));
}
