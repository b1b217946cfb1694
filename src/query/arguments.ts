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

/**
 * Requires a declaration for every field of a request, and for every field of a query that a caller
 * can set.
 */
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
      'The metrics of the answer. Omitted: the metrics that are selected as fields. ' +
      'If you send `select`, you may select only the metrics that it names; another one is METRIC_NOT_SELECTED. ' +
      'Clients with a normalising cache should send it. ' +
      'If a query selects no metric as a field (only `plan`, for example), it must have `select`. ' +
      'If there is no metric at all, the error is NO_METRIC.',
  },
  range: {
    part: 'frame',
    givenAs: 'argument',
    nullable: false,
    isFlag: false,
    description: 'The time range. A grain widens it to whole buckets.',
  },
  groupBy: {
    part: 'frame',
    givenAs: 'argument',
    nullable: false,
    defaultValue: [],
    isFlag: true,
    description:
      'The dimensions that group the rows. Selecting another one under `by` is an error: DIMENSION_NOT_GROUPED.',
  },
  grain: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'The width of a bucket. Omitted: the range is one bucket.',
  },
  timeZone: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: "The time zone of days, weeks and labels. Omitted: the registry's.",
  },
  where: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Filters the data by dimensions. An explicit null inside is an error: BAD_FILTER.',
  },
  having: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Keeps rows by their numbers. Totals and shares ignore it.',
  },
  top: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'Keeps the top groups only. Omitted: all groups.',
  },
  compare: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'The comparison period. Omitted: no comparison.',
  },
  fill: {
    part: 'frame',
    givenAs: 'argument',
    nullable: false,
    defaultValue: true,
    // The flag is --no-fill.
    isFlag: false,
    description:
      'If true, every group has a row for every bucket that has begun. ' +
      'Without data, counts, sums and their means are 0; ratios and statistics are null (NO_DATA).',
  },
  asOf: {
    part: 'frame',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description:
      'The moment of the answer: rows with a later date do not count. Omitted: now. ' +
      'For a further answer as of the same moment, such as the next page, send the `meta.asOf` of the first answer.',
  },
  orderBy: {
    part: 'page',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'The order of rows. Equal rows are ordered by time, then by group.',
  },
  limit: {
    part: 'page',
    givenAs: 'argument',
    nullable: true,
    isFlag: true,
    description: 'The maximum number of rows. Omitted: all. More than `limits.maxRows` is an error: RESULT_TOO_LARGE.',
  },
  offset: {
    part: 'page',
    givenAs: 'argument',
    nullable: false,
    defaultValue: 0,
    isFlag: true,
    description: 'The number of rows to skip.',
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

/**
 * The arguments that are also arguments in GraphQL, by their names in `ARGUMENTS` (in GraphQL,
 * `metrics` is called `select`).
 */
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

/** The names of the arguments that pass a test, e.g. of all that belong to the frame. */
export function argumentsWhere(test: (argument: Argument<'frame' | 'page', unknown>) => boolean): ArgumentName[] {
  return (Object.keys(ARGUMENTS) as ArgumentName[]).filter((name) => test(ARGUMENTS[name]));
}
