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
  description: 'A width of time.',
  valuesConfig: {
    HOUR: { description: 'A full hour of the local clock; one that a clock change repeats is two.' },
    DAY: { description: 'From the first instant of a local date to that of the next.' },
    WEEK: { description: 'Monday to Sunday.' },
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'Three calendar months from January, April, July or October.' },
    YEAR: { description: 'A calendar year.' },
  },
});

export const MetricDirection = { ASC: 'asc', DESC: 'desc' } as const;
registerEnumType(MetricDirection, {
  name: 'MetricDirection',
  description: 'Which way rows are ordered.',
  valuesConfig: { ASC: { description: 'Smallest first.' }, DESC: { description: 'Greatest first.' } },
});

export const MetricNulls = { FIRST: 'first', LAST: 'last' } as const;
registerEnumType(MetricNulls, {
  name: 'MetricNulls',
  description: 'Where null stands in an order, whatever its direction.',
  valuesConfig: { FIRST: { description: 'Before everything.' }, LAST: { description: 'After everything.' } },
});

export const MetricPart = {
  VALUE: 'value',
  PREVIOUS: 'previous',
  CHANGE: 'change',
  DIFFERENCE: 'difference',
} as const;
registerEnumType(MetricPart, {
  name: 'MetricPart',
  description: 'What of a metric is meant.',
  valuesConfig: {
    VALUE: { description: 'Its number.' },
    PREVIOUS: { description: 'The number it is compared with.' },
    CHANGE: { description: 'How much more it is, relatively: 0.12 is 12 % more.' },
    DIFFERENCE: { description: 'How much more it is: the value minus the previous one.' },
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
  description: 'Why a number is there or not.',
  valuesConfig: {
    OK: { description: 'There is a number.' },
    NO_DATA: { description: 'Nothing has begun, neither side of a ratio has a row, or a statistic has no value.' },
    DIVIDE_BY_ZERO: { description: 'Something over 0.' },
    SUPPRESSED: { description: 'It rests on fewer people than may be told of, or would give away what does.' },
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
  description: 'How a number comes about.',
  valuesConfig: {
    COUNT: { description: 'Rows, first events or returns, each counted once.' },
    DISTINCT: { description: 'Different entities in a bucket.' },
    SUM: { description: 'A column added up.' },
    RATIO: { description: 'Sum of numerators over sum of denominators.' },
    SNAPSHOT: { description: 'Rows valid at the close or the open of a bucket, or what came and went between.' },
    ROLLING: { description: 'Rows, a column of them or different entities in a window that ends with the bucket.' },
    STATISTIC: { description: 'Mean, least, greatest or a percentile of the values of a column.' },
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
  description: 'How the number of a coarser bucket follows.',
  valuesConfig: {
    RECOMPUTE: { description: 'Over all rows of the coarser bucket at once; of arithmetic, over its numbers there.' },
    AVERAGE: { description: 'The mean over its complete native buckets, empty ones included.' },
    FIRST: { description: 'The value of its first native bucket.' },
    LAST: { description: 'The value of its last native bucket that has begun.' },
    RATIO: { description: 'Sum of numerators over sum of denominators.' },
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
  description: 'What a number is a number of.',
  valuesConfig: {
    COUNT: { description: 'Things counted.' },
    CURRENCY: { description: 'Money; the unit says which.' },
    PERCENT: { description: 'A fraction, shown as a percentage: 0.084 is 8.4 %.' },
    TOKENS: { description: 'Tokens of a language model.' },
    OTHER: { description: 'Anything else.' },
  },
});
