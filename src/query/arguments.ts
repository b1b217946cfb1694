import type { QueryFrame, QueryPage } from './query';
import type { MetricRequest, RangeRequest } from './request';

/** An argument of a query. GraphQL, the command line and exports read it from here. */
interface Argument<Part extends 'frame' | 'page', Value> {
  /** Queries that differ in a `frame` argument share no statement; those of equal frames do. */
  readonly part: Part;
  /** `field`: GraphQL has no such argument, because a field of the answer asks for it. */
  readonly givenAs: 'argument' | 'field';
  /** Null and leaving it out are the same. */
  readonly nullable: boolean;
  readonly defaultValue?: Value;
  /** The command line has a flag of this name. */
  readonly isFlag: boolean;
  readonly description: string;
}

type PartOf<Name> = Name extends keyof QueryPage ? 'page' : Name extends keyof QueryFrame ? 'frame' : never;

/** Exactly the fields of a request, and exactly those of a query that a caller decides. */
type Declaration = {
  readonly [
    Name in keyof MetricRequest | Exclude<keyof QueryFrame, 'perEntity' | 'policy'> | keyof QueryPage
  ]: Argument<PartOf<Name>, Name extends keyof MetricRequest ? NonNullable<MetricRequest[Name]> : never>;
};

export const ARGUMENTS = {
  metrics: {
    part: 'page',
    givenAs: 'argument',
    nullable: true,
    isFlag: false,
    description:
      'The metrics of the answer. Omitted: those selected below. Given: exactly these, and selecting another is ' +
      'METRIC_NOT_SELECTED; a query that then asks only for `plan` is compiled and not run. Clients with a normalising ' +
      'cache give it. No metric at all is NO_METRIC.',
  },
  range: {
    part: 'frame',
    givenAs: 'argument',
    nullable: false,
    isFlag: false,
    description: 'What period, in whole buckets.',
  },
  groupBy: {
    part: 'frame',
    givenAs: 'argument',
    nullable: false,
    defaultValue: [],
    isFlag: true,
    description:
      'The dimensions of a row. Selecting another under `by` is DIMENSION_NOT_GROUPED: a selection never changes rows.',
  },
  grain: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Width of a bucket. Omitted: the whole range is one.',
  },
  timeZone: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: "Where days begin. Omitted: the registry's.",
  },
  where: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Which rows of the tables count, by dimension. An explicit null within is BAD_FILTER.',
  },
  having: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Which rows are kept, by their numbers. Totals and shares do not see it.',
  },
  top: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Which groups are told apart. Omitted: all.',
  },
  compare: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Numbers of which other period stand beside these.',
  },
  fill: {
    part: 'frame',
    givenAs: 'argument',
    nullable: false,
    defaultValue: true,
    // The flag is --no-fill.
    isFlag: false,
    description:
      'Every group gets every bucket up to now: counts, sums, distincts and their means 0; ratios null with NO_DATA.',
  },
  asOf: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description:
      'The moment the answer is for: rows dated later do not count. Omitted: now. Give back `meta.asOf` for the next page.',
  },
  orderBy: {
    part: 'page',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'What rows are ordered by before time and group.',
  },
  limit: {
    part: 'page',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Omitted: all rows; more than `limits.maxRows` is RESULT_TOO_LARGE, never a silent cut.',
  },
  offset: {
    part: 'page',
    givenAs: 'argument',
    nullable: false,
    defaultValue: 0,
    isFlag: true,
    description: 'Rows to leave out before the first.',
  },
  totals: {
    part: 'page',
    givenAs: 'field',
    nullable: true,
    defaultValue: false,
    isFlag: true,
    description: 'Adds the whole range as one bucket without groups.',
  },
  rowCount: {
    part: 'page',
    givenAs: 'field',
    nullable: true,
    defaultValue: false,
    isFlag: false,
    description: 'Adds the number of rows before `limit` and `offset`.',
  },
  shares: {
    part: 'page',
    givenAs: 'field',
    nullable: true,
    defaultValue: false,
    isFlag: false,
    description: "Adds each number's part of the bucket's total.",
  },
  overall: {
    part: 'page',
    givenAs: 'field',
    nullable: true,
    defaultValue: false,
    isFlag: false,
    description: 'Adds the numbers of each group over the whole range as one bucket.',
  },
} as const satisfies Declaration;

export type ArgumentName = keyof typeof ARGUMENTS;

/** The arguments that GraphQL has as such, under their names here. */
export type GraphqlArgument = {
  [Name in ArgumentName]: (typeof ARGUMENTS)[Name]['givenAs'] extends 'argument' ? Name : never;
}[ArgumentName];

/** The fields of `range`, each of which is a flag of the command line. */
export const RANGE_FIELDS = Object.keys({
  from: true,
  to: true,
  through: true,
  last: true,
  unit: true,
  includeCurrent: true,
} satisfies Record<keyof RangeRequest, true>) as readonly (keyof RangeRequest)[];

/** The arguments with a property, e.g. those of a part. */
export function argumentsWhere(test: (argument: Argument<'frame' | 'page', unknown>) => boolean): ArgumentName[] {
  return (Object.keys(ARGUMENTS) as ArgumentName[]).filter((name) => test(ARGUMENTS[name]));
}
