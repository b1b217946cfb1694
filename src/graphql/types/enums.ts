import { registerEnumType } from 'type-graphql';
import type { Status } from '../../answer/answer';
import type { OverTime, Unit } from '../../model/registry';
import type { CellPart, Order } from '../../query/query';
import type { Grain } from '../../time/grain';

/** An enum of the schema for a union: one member for each of its words, in upper case. */
type EnumOf<U extends string> = { readonly [W in U as Uppercase<W>]: W };

/** Registers an enum of the schema. Each member must have a description. */
function registerDescribed<T extends object>(
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
registerDescribed(MetricGrain, 'MetricGrain', 'A width of time.', {
  HOUR: 'A full hour of the local clock; one that a clock change repeats is two.',
  DAY: 'From the first instant of a local date to that of the next.',
  WEEK: 'Monday to Sunday.',
  MONTH: 'A calendar month.',
  QUARTER: 'Three calendar months from January, April, July or October.',
  YEAR: 'A calendar year.',
});

export const MetricDirection = { ASC: 'asc', DESC: 'desc' } as const satisfies EnumOf<Order['direction']>;
registerDescribed(MetricDirection, 'MetricDirection', 'Which way rows are ordered.', {
  ASC: 'Smallest first.',
  DESC: 'Greatest first.',
});

export const MetricNulls = { FIRST: 'first', LAST: 'last' } as const satisfies EnumOf<Order['nulls']>;
registerDescribed(MetricNulls, 'MetricNulls', 'Where null stands in an order, whatever its direction.', {
  FIRST: 'Before everything.',
  LAST: 'After everything.',
});

export const MetricPart = {
  VALUE: 'value',
  PREVIOUS: 'previous',
  CHANGE: 'change',
  DIFFERENCE: 'difference',
} as const satisfies EnumOf<CellPart>;
registerDescribed(MetricPart, 'MetricPart', 'What of a metric is meant.', {
  VALUE: 'Its number.',
  PREVIOUS: 'The number it is compared with.',
  CHANGE: 'How much more it is, relatively: 0.12 is 12 % more.',
  DIFFERENCE: 'How much more it is: the value minus the previous one.',
});

export const MetricStatus = {
  OK: 'OK',
  NO_DATA: 'NO_DATA',
  DIVIDE_BY_ZERO: 'DIVIDE_BY_ZERO',
  SUPPRESSED: 'SUPPRESSED',
} as const satisfies { readonly [S in Status]: S };
registerDescribed(MetricStatus, 'MetricStatus', 'Why a number is there or not.', {
  OK: 'There is a number.',
  NO_DATA: 'Nothing has begun, neither side of a ratio has a row, or a statistic has no value.',
  DIVIDE_BY_ZERO: 'Something over 0.',
  SUPPRESSED: 'It rests on fewer people than may be told of, or would give away what does.',
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
registerDescribed(MetricKind, 'MetricKind', 'How a number comes about.', {
  COUNT: 'Rows, first events or returns, each counted once.',
  DISTINCT: 'Different entities in a bucket.',
  SUM: 'A column added up.',
  RATIO: 'Sum of numerators over sum of denominators.',
  SNAPSHOT: 'Rows valid at the close or the open of a bucket, or what came and went between.',
  ROLLING: 'Rows, a column of them or different entities in a window that ends with the bucket.',
  STATISTIC: 'Mean, least, greatest or a percentile of the values of a column.',
  DERIVED: 'Arithmetic over the numbers of other metrics.',
});

export const MetricOverTime = {
  RECOMPUTE: 'recompute',
  AVERAGE: 'average',
  FIRST: 'first',
  LAST: 'last',
  RATIO: 'ratio',
} as const satisfies EnumOf<OverTime>;
registerDescribed(MetricOverTime, 'MetricOverTime', 'How the number of a coarser bucket follows.', {
  RECOMPUTE: 'Over all rows of the coarser bucket at once; of arithmetic, over its numbers there.',
  AVERAGE: 'The mean over its complete native buckets, empty ones included.',
  FIRST: 'The value of its first native bucket.',
  LAST: 'The value of its last native bucket that has begun.',
  RATIO: 'Sum of numerators over sum of denominators.',
});

export const MetricUnitKind = {
  COUNT: 'count',
  CURRENCY: 'currency',
  PERCENT: 'percent',
  TOKENS: 'tokens',
  OTHER: 'other',
} as const satisfies EnumOf<Unit['kind']>;
registerDescribed(MetricUnitKind, 'MetricUnitKind', 'What a number is a number of.', {
  COUNT: 'Things counted.',
  CURRENCY: 'Money; the unit says which.',
  PERCENT: 'A fraction, shown as a percentage: 0.084 is 8.4 %.',
  TOKENS: 'Tokens of a language model.',
  OTHER: 'Anything else.',
});
