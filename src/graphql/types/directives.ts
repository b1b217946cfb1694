/** Directives for routers of Apollo Federation. */

/** The oldest version that has all directives that the schema uses. */
export const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@cost", "@listSize", "@tag"])';

/** Makes a type an entity: other subgraphs can refer to it by its id and add fields to it. */
export const KEY = '@key(fields: "id")';

/**
 * Marks a field that queries the database. For routers, any other field with an object costs 1. A
 * statement takes as long as 1,000 objects or more. The weight is a tenth of that, because the
 * fields of a dashboard often share one statement.
 */
export const STATEMENT = '@cost(weight: 100)';

/** Marks fields that reveal tables and columns. A public contract can exclude this tag. */
export const INTERNAL = '@tag(name: "internal")';

/** A list of `limit` items. */
export const LIMITED = '@listSize(slicingArguments: ["limit"])';

/** A type with a list `rows`, which has `limit` items if `limit` is present. */
export const LIMITED_ROWS =
  '@listSize(slicingArguments: ["limit"], sizedFields: ["rows"], requireOneSlicingArgument: false)';

/** Returns the directive of a list with at most `most` items. */
export function listOf(most: number): string {
  return `@listSize(assumedSize: ${most})`;
}

/** The same for a field that every object has: the directive has the size of the longest list. */
export function listOfMost<T>(of: Iterable<T>, list: (one: T) => readonly unknown[]): string {
  return listOf(Math.max(0, ...[...of].map((one) => list(one).length)));
}
