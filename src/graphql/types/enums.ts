import { registerEnumType } from 'type-graphql';

export const MetricGrain = {
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
} as const;
registerEnumType(MetricGrain, {
  name: 'MetricGrain',
  description: 'The width of a bucket.',
  valuesConfig: {
    HOUR: { description: 'A full hour of the local clock. An hour that a clock change repeats makes two buckets.' },
    DAY: { description: 'From the first instant of a local date to the first instant of the next one.' },
    WEEK: { description: 'Monday to Sunday.' },
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'Three calendar months from January, April, July or October.' },
    YEAR: { description: 'A calendar year.' },
  },
});

export const MetricDirection = { ASC: 'asc', DESC: 'desc' } as const;
registerEnumType(MetricDirection, {
  name: 'MetricDirection',
  description: 'The direction of an order.',
  valuesConfig: { ASC: { description: 'Smallest first.' }, DESC: { description: 'Greatest first.' } },
});

export const MetricNulls = { FIRST: 'first', LAST: 'last' } as const;
registerEnumType(MetricNulls, {
  name: 'MetricNulls',
  description: 'The position of null in an order, for both directions.',
  valuesConfig: {
    FIRST: { description: 'Null comes before all values.' },
    LAST: { description: 'Null comes after all values.' },
  },
});

export const MetricPart = {
  VALUE: 'value',
  PREVIOUS: 'previous',
  CHANGE: 'change',
  DIFFERENCE: 'difference',
} as const;
registerEnumType(MetricPart, {
  name: 'MetricPart',
  description: 'One of the numbers of a metric in a row.',
  valuesConfig: {
    VALUE: { description: 'The number itself.' },
    PREVIOUS: { description: 'The number of the comparison period.' },
    CHANGE: { description: 'The relative change: 0.12 is +12 %.' },
    DIFFERENCE: { description: 'The value minus the previous number.' },
  },
});

export const MetricStatus = {
  OK: 'OK',
  NO_DATA: 'NO_DATA',
  DIVIDE_BY_ZERO: 'DIVIDE_BY_ZERO',
  SUPPRESSED: 'SUPPRESSED',
} as const;
registerEnumType(MetricStatus, {
  name: 'MetricStatus',
  description: 'OK, or the reason why there is no number.',
  valuesConfig: {
    OK: { description: 'There is a number.' },
    NO_DATA: {
      description: 'The bucket has not begun, neither side of a ratio has rows, or a statistic has no values.',
    },
    DIVIDE_BY_ZERO: { description: 'The denominator of a ratio, or a divisor of an expression, is 0.' },
    SUPPRESSED: { description: 'The number is based on too few people to be shown, or it would reveal such a number.' },
  },
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
registerEnumType(MetricKind, {
  name: 'MetricKind',
  description: 'The way a metric is computed.',
  valuesConfig: {
    COUNT: { description: 'The number of rows, first events or returns.' },
    DISTINCT: { description: 'The number of different entities in a bucket, such as users.' },
    SUM: { description: 'The sum of a column.' },
    RATIO: { description: 'The sum of the numerators over the sum of the denominators.' },
    SNAPSHOT: { description: 'The rows that are valid when a bucket closes or opens, or the change between the two.' },
    ROLLING: {
      description: 'Rows, the sum of a column, or different entities, in a window that ends with the bucket.',
    },
    STATISTIC: { description: 'The mean, minimum, maximum or a percentile of the values of a column.' },
    DERIVED: { description: 'Arithmetic over the numbers of other metrics.' },
  },
});

export const MetricOverTime = {
  RECOMPUTE: 'recompute',
  AVERAGE: 'average',
  FIRST: 'first',
  LAST: 'last',
  RATIO: 'ratio',
} as const;
registerEnumType(MetricOverTime, {
  name: 'MetricOverTime',
  description: "The rule for buckets that are coarser than the metric's own grain (its native buckets).",
  valuesConfig: {
    RECOMPUTE: {
      description: 'Computed anew over all rows of the coarser bucket. A derived metric uses the numbers there.',
    },
    AVERAGE: { description: 'The mean of its complete native buckets, including empty ones.' },
    FIRST: { description: 'The value of its first native bucket.' },
    LAST: { description: 'The value of its last native bucket that has begun.' },
    RATIO: { description: 'The sum of the numerators over the sum of the denominators.' },
  },
});

export const MetricUnitKind = {
  COUNT: 'count',
  CURRENCY: 'currency',
  PERCENT: 'percent',
  TOKENS: 'tokens',
  OTHER: 'other',
} as const;
registerEnumType(MetricUnitKind, {
  name: 'MetricUnitKind',
  description: 'The kind of unit of a number.',
  valuesConfig: {
    COUNT: { description: 'A number of things.' },
    CURRENCY: { description: 'Money. `MetricUnit.currency` is the currency.' },
    PERCENT: { description: 'A fraction that is shown as a percentage: 0.084 is 8.4 %.' },
    TOKENS: { description: 'Tokens of a language model.' },
    OTHER: { description: 'Any other unit.' },
  },
});
