import { registerEnumType } from 'type-graphql';
import type { Status } from '../../answer/answer';
import type { LineageNode } from '../../model/lineage';
import type { DimensionType } from '../../model/dimensionForm';
import type { Better, OverTime, Unit } from '../../model/registry';
import type { CellPart, Order } from '../../query/query';
import type { Grain } from '../../time/grain';

/** An enum of the schema for a union: one member for each of its words, in upper case. */
export type EnumOf<U extends string> = { readonly [W in U as Uppercase<W>]: W };

/** Registers an enum of the schema. Each member must have a description. */
export function registerDescribed<T extends object>(
  members: T,
  name: string,
  description: string,
  descriptions: { readonly [K in keyof T]: string },
): void {
  const entries = Object.entries<string>(descriptions);
  const valuesConfig = Object.fromEntries(entries.map(([member, words]) => [member, { description: words }]));
  registerEnumType(members, {
    name,
    description,
    valuesConfig: valuesConfig as { [K in keyof T]: { description: string } },
  });
}

export const MetricGrain = {
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
} as const satisfies EnumOf<Grain>;
registerDescribed(MetricGrain, 'MetricGrain', 'The width of a bucket.', {
  HOUR: 'A full hour of the local clock. An hour that a clock change repeats makes two buckets.',
  DAY: 'From the first instant of a local date to the first instant of the next one.',
  WEEK: 'Monday to Sunday.',
  MONTH: 'A calendar month.',
  QUARTER: 'Three calendar months from January, April, July or October.',
  YEAR: 'A calendar year.',
});

export const MetricDirection = { ASC: 'asc', DESC: 'desc' } as const satisfies EnumOf<Order['direction']>;
registerDescribed(MetricDirection, 'MetricDirection', 'The direction of an order.', {
  ASC: 'Smallest first.',
  DESC: 'Greatest first.',
});

export const MetricNulls = { FIRST: 'first', LAST: 'last' } as const satisfies EnumOf<Order['nulls']>;
registerDescribed(MetricNulls, 'MetricNulls', 'The position of null in an order, for both directions.', {
  FIRST: 'Null comes before all values.',
  LAST: 'Null comes after all values.',
});

export const MetricPart = {
  VALUE: 'value',
  PREVIOUS: 'previous',
  CHANGE: 'change',
  DIFFERENCE: 'difference',
} as const satisfies EnumOf<CellPart>;
registerDescribed(MetricPart, 'MetricPart', 'One of the numbers of a metric in a row.', {
  VALUE: 'The number itself.',
  PREVIOUS: 'The number of the comparison period.',
  CHANGE: 'The relative change: 0.12 is +12 %.',
  DIFFERENCE: 'The value minus the previous number.',
});

export const MetricStatus = {
  OK: 'OK',
  NO_DATA: 'NO_DATA',
  DIVIDE_BY_ZERO: 'DIVIDE_BY_ZERO',
  SUPPRESSED: 'SUPPRESSED',
} as const satisfies { readonly [S in Status]: S };
registerDescribed(MetricStatus, 'MetricStatus', 'OK, or the reason why there is no number.', {
  OK: 'There is a number.',
  NO_DATA:
    'The bucket has not begun, neither side of a ratio has rows, a statistic has no values, ' +
    'or a metric of an expression has no data.',
  DIVIDE_BY_ZERO: 'The denominator of a ratio, or a divisor of an expression, is 0.',
  SUPPRESSED: 'The number is based on too few people to be shown, or it would reveal such a number.',
});

export const MetricKind = {
  COUNT: 'COUNT',
  DISTINCT: 'DISTINCT',
  SUM: 'SUM',
  RATIO: 'RATIO',
  SNAPSHOT: 'SNAPSHOT',
  ROLLING: 'ROLLING',
  STATISTIC: 'STATISTIC',
  DERIVED: 'DERIVED',
} as const;
registerDescribed(MetricKind, 'MetricKind', 'The way a metric is computed.', {
  COUNT: 'The number of rows, of entities whose first row is in the bucket, or of entities that return.',
  DISTINCT: 'The number of different entities in a bucket, such as users.',
  SUM: 'The sum of a column.',
  RATIO: 'The sum of the numerators over the sum of the denominators.',
  SNAPSHOT: 'The rows that are active when a bucket closes or opens, or the change between the two.',
  ROLLING: 'Rows, the sum of a column, or different entities, in a window that ends with the bucket.',
  STATISTIC: 'The mean, minimum, maximum or a percentile of the values of a column.',
  DERIVED: 'Arithmetic over the numbers of other metrics.',
});

export const MetricLineageKind = {
  METRIC: 'metric',
  MEASURE: 'measure',
  TABLE: 'table',
} as const satisfies EnumOf<LineageNode['kind']>;
registerDescribed(MetricLineageKind, 'MetricLineageKind', 'The kind of a node in a lineage.', {
  METRIC: 'A metric.',
  MEASURE: 'The quantity that a metric takes from the rows of a table.',
  TABLE: 'A table of the registry.',
});

export const MetricOverTime = {
  RECOMPUTE: 'recompute',
  SUM: 'sum',
  AVERAGE: 'average',
  FIRST: 'first',
  LAST: 'last',
  RATIO: 'ratio',
} as const satisfies EnumOf<OverTime>;
registerDescribed(
  MetricOverTime,
  'MetricOverTime',
  "The rule for buckets that are coarser than the metric's own grain (its native buckets).",
  {
    RECOMPUTE:
      'Computed again from all rows of the coarser bucket. ' +
      'A derived metric is computed from the values that its metrics have in that bucket.',
    SUM: 'The sum of its native buckets that have begun.',
    AVERAGE: 'The mean of its complete native buckets, including empty ones.',
    FIRST: 'The value of its first native bucket.',
    LAST: 'The value of its last native bucket that has begun.',
    RATIO: 'The sum of the numerators over the sum of the denominators.',
  },
);

export const MetricBetter = { UP: 'up', DOWN: 'down' } as const satisfies EnumOf<Better>;
registerDescribed(MetricBetter, 'MetricBetter', 'The direction in which a number is better.', {
  UP: 'A greater number is better, such as revenue.',
  DOWN: 'A smaller number is better, such as an error rate.',
});

export const MetricDimensionType = {
  STRING: 'text',
  ID: 'id',
  BOOLEAN: 'boolean',
  NUMBER: 'number',
} as const satisfies {
  readonly STRING: 'text';
} & EnumOf<Exclude<DimensionType, 'text'>>;
registerDescribed(MetricDimensionType, 'MetricDimensionType', 'The type of the values of a dimension.', {
  STRING: 'Text, ordered by code point. Its filter is `MetricStringFilter`.',
  ID: "Ids, ordered by their column's type. Its filter is `MetricIdFilter`, which has no `contains`, `startsWith` and `endsWith`.",
  BOOLEAN: 'True and false, ordered false first. Its filter is `MetricBooleanFilter`.',
  NUMBER: 'Numbers, or texts of bins such as `0 – 10`, in the order of numbers. Its filter is `MetricDecimalFilter`.',
});

export const MetricUnitKind = {
  COUNT: 'count',
  CURRENCY: 'currency',
  PERCENT: 'percent',
  TOKENS: 'tokens',
  OTHER: 'other',
} as const satisfies EnumOf<Unit['kind']>;
registerDescribed(MetricUnitKind, 'MetricUnitKind', 'The kind of unit of a number.', {
  COUNT: 'A number of things.',
  CURRENCY: 'Money. `MetricUnit.currency` is the currency.',
  PERCENT: 'A fraction that is shown as a percentage: 0.084 is 8.4 %.',
  TOKENS: 'Tokens of a language model.',
  OTHER: 'Any other unit.',
});
