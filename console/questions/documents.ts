// Made by `npm run client` from schema/schema.graphql and *.graphql. Not to be edited.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The direction in which a number is better. */
export type MetricBetter =
  /** A smaller number is better, such as an error rate. */
  | 'DOWN'
  /** A greater number is better, such as revenue. */
  | 'UP';

/** The comparison period: either `previousPeriod: true`, or `shift` with `unit`. */
export type MetricComparison = {
  /** Compares with the period of the same length right before the range. */
  readonly previousPeriod?: boolean | null | undefined;
  /**
   * Moves the range back by this many units: `shift: 1, unit: YEAR` is a year ago. If a bucket does
   * not move onto a bucket, the error is BAD_COMPARISON.
   */
  readonly shift?: number | null | undefined;
  /** The unit of `shift`. */
  readonly unit?: MetricGrain | null | undefined;
};

/** The type of the values of a dimension. */
export type MetricDimensionType =
  /** True and false, ordered false first. Its filter is `MetricBooleanFilter`. */
  | 'BOOLEAN'
  /**
   * Ids, ordered by their column's type. Its filter is `MetricIdFilter`, which has no `contains`,
   * `startsWith` and `endsWith`.
   */
  | 'ID'
  /**
   * Numbers, or texts of bins such as `0 – 10`, in the order of numbers. Its filter is
   * `MetricDecimalFilter`.
   */
  | 'NUMBER'
  /** Text, ordered by code point. Its filter is `MetricStringFilter`. */
  | 'STRING';

/** The direction of an order. */
export type MetricDirection =
  /** Smallest first. */
  | 'ASC'
  /** Greatest first. */
  | 'DESC';

/** A stretch of elapsed time. */
export type MetricDuration = {
  /** The number of units, at least 1. */
  readonly count: number;
  /** The unit. */
  readonly unit: MetricDurationUnit;
};

/** A unit of elapsed time. */
export type MetricDurationUnit =
  /** 24 hours, also where clocks change. */
  | 'DAY'
  /** 60 minutes. */
  | 'HOUR'
  /** 60 seconds. */
  | 'MINUTE'
  /** 7 days of 24 hours. */
  | 'WEEK';

/** The width of a bucket. */
export type MetricGrain =
  /** From the first instant of a local date to the first instant of the next one. */
  | 'DAY'
  /** A full hour of the local clock. An hour that a clock change repeats makes two buckets. */
  | 'HOUR'
  /** A calendar month. */
  | 'MONTH'
  /** Three calendar months from January, April, July or October. */
  | 'QUARTER'
  /** Monday to Sunday. */
  | 'WEEK'
  /** A calendar year. */
  | 'YEAR';

/** The way a metric is computed. */
export type MetricKind =
  /**
   * The number of rows, of entities whose first row is in the bucket, or of entities that return.
   */
  | 'COUNT'
  /** Arithmetic over the numbers of other metrics. */
  | 'DERIVED'
  /** The number of different entities in a bucket, such as users. */
  | 'DISTINCT'
  /** The sum of the numerators over the sum of the denominators. */
  | 'RATIO'
  /** Rows, the sum of a column, or different entities, in a window that ends with the bucket. */
  | 'ROLLING'
  /** The rows that are active when a bucket closes or opens, or the change between the two. */
  | 'SNAPSHOT'
  /** The mean, minimum, maximum or a percentile of the values of a column. */
  | 'STATISTIC'
  /** The sum of a column. */
  | 'SUM';

/** The kind of a node in a lineage. */
export type MetricLineageKind =
  /** The quantity that a metric takes from the rows of a table. */
  | 'MEASURE'
  /** A metric. */
  | 'METRIC'
  /** A table of the registry. */
  | 'TABLE';

/** The rule for buckets that are coarser than the metric's own grain (its native buckets). */
export type MetricOverTime =
  /** The mean of its complete native buckets, including empty ones. */
  | 'AVERAGE'
  /** The value of its first native bucket. */
  | 'FIRST'
  /** The value of its last native bucket that has begun. */
  | 'LAST'
  /** The sum of the numerators over the sum of the denominators. */
  | 'RATIO'
  /**
   * Computed again from all rows of the coarser bucket. A derived metric is computed from the
   * values that its metrics have in that bucket.
   */
  | 'RECOMPUTE'
  /** The sum of its native buckets that have begun. */
  | 'SUM';

/** The way a tile of a dashboard shows its numbers. */
export type MetricPicture =
  /** A line over time for each series, with the area below it. */
  | 'AREA'
  /** Bars over time, next to each other. */
  | 'BARS'
  /** A line over time for each series. */
  | 'LINE'
  /** One number for each metric, of the whole range. */
  | 'NUMBER'
  /** The part of each group in the whole range. The metric adds up over groups. */
  | 'SHARE'
  /** Bars over time, on top of each other. The metric adds up over groups. */
  | 'STACKED'
  /** A table. */
  | 'TABLE';

/** When an entity counts as retained in a period. */
export type MetricReturnMode =
  /** If it came back in that period. */
  | 'ON'
  /**
   * If it came back in that period or any later one, up to `asOf`, also beyond `periods`. So the
   * number of a complete period may still grow.
   */
  | 'ON_OR_AFTER';

/** OK, or the reason why there is no number. */
export type MetricStatus =
  /** The denominator of a ratio, or a divisor of an expression, is 0. */
  | 'DIVIDE_BY_ZERO'
  /**
   * The bucket has not begun, neither side of a ratio has rows, a statistic has no values, or a
   * metric of an expression has no data.
   */
  | 'NO_DATA'
  /** There is a number. */
  | 'OK'
  /** The number is based on too few people to be shown, or it would reveal such a number. */
  | 'SUPPRESSED';

/**
 * Either `from` with `to` or `through`, or `last` with `unit`. A grain widens the range to whole
 * buckets.
 */
export type MetricTimeRange = {
  /** The first moment of the range. */
  readonly from?: string | null | undefined;
  /**
   * With `last`: adds the current unit. If the grain is finer than the unit, the range ends with
   * the current bucket of that grain; otherwise with the unit.
   */
  readonly includeCurrent?: boolean;
  /**
   * The number of whole units before the current one. 0 with `includeCurrent` is the current unit
   * alone.
   */
  readonly last?: number | null | undefined;
  /** The last date of the range: from 2026-10-01 through 2026-10-31 is October. */
  readonly through?: string | null | undefined;
  /** The end of the range: the first moment after it. */
  readonly to?: string | null | undefined;
  /** The unit of `last`. */
  readonly unit?: MetricGrain | null | undefined;
};

/**
 * Keeps the `n` groups with the greatest values of the metric `by` over the whole range. Null ranks
 * last. Groups with equal values rank by their keys.
 */
export type MetricTop = {
  /** The metric to rank by. It must be one of the query. */
  readonly by: string;
  /** DESC keeps the greatest values, ASC the least. */
  readonly direction?: MetricDirection;
  /** The number of groups to keep. */
  readonly n: number;
  /** Ranks the combinations of values of these dimensions. Omitted: all dimensions of `groupBy`. */
  readonly of?: ReadonlyArray<string> | null | undefined;
  /**
   * Combines all other groups into one, the Others group, counted anew. If false, they are left
   * out.
   */
  readonly others?: boolean;
};

/** The kind of unit of a number. */
export type MetricUnitKind =
  /** A number of things. */
  | 'COUNT'
  /** Money. `MetricUnit.currency` is the currency. */
  | 'CURRENCY'
  /** Any other unit. */
  | 'OTHER'
  /** A fraction that is shown as a percentage: 0.084 is 8.4 %. */
  | 'PERCENT'
  /** Tokens of a language model. */
  | 'TOKENS';

export type AnswerFragment = { readonly buckets: ReadonlyArray<{ readonly start: string, readonly end: string, readonly date: string, readonly label: string, readonly complete: boolean }>, readonly series: ReadonlyArray<{ readonly label: string, readonly others: boolean, readonly values: ReadonlyArray<number | null>, readonly formatted: ReadonlyArray<string | null>, readonly statuses: ReadonlyArray<MetricStatus>, readonly previous: ReadonlyArray<number | null> | null, readonly previousFormatted: ReadonlyArray<string | null> | null, readonly changes: ReadonlyArray<number | null> | null, readonly metric: { readonly key: string, readonly label: string, readonly additive: boolean, readonly better: MetricBetter | null, readonly grain: MetricGrain, readonly overTime: MetricOverTime, readonly unit: { readonly kind: MetricUnitKind, readonly currency: string | null } }, readonly group: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly dimension: { readonly key: string } }>, readonly overall:
      | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
      | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
      | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
     }>, readonly meta: { readonly asOf: string, readonly timeZone: string, readonly range: { readonly start: string, readonly end: string }, readonly comparedTo: { readonly start: string, readonly end: string } | null, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string, readonly metric: string | null, readonly date: string | null }>, readonly freshness: ReadonlyArray<{ readonly table: string, readonly latest: string | null }> | null } };

export type CatalogQueryVariables = Exact<{
  locale?: string | null | undefined;
}>;


export type CatalogQuery = { readonly metricCatalog: { readonly version: string, readonly timeZone: string, readonly limits: { readonly maxMetrics: number, readonly maxRows: number, readonly maxBuckets: number }, readonly dashboards: ReadonlyArray<{ readonly key: string, readonly title: string, readonly description: string | null, readonly problem: string | null }>, readonly groups: ReadonlyArray<{ readonly key: string, readonly label: string }>, readonly metrics: ReadonlyArray<{ readonly key: string, readonly label: string, readonly description: string, readonly kind: MetricKind, readonly priority: string | null, readonly owner: string | null, readonly better: MetricBetter | null, readonly grain: MetricGrain, readonly grains: ReadonlyArray<MetricGrain>, readonly additive: boolean, readonly deprecated: string | null, readonly group: { readonly key: string }, readonly unit: { readonly kind: MetricUnitKind, readonly currency: string | null }, readonly entity: { readonly key: string } | null, readonly explainedBy: ReadonlyArray<{ readonly key: string }>, readonly dimensions: ReadonlyArray<{ readonly key: string }> }>, readonly dimensions: ReadonlyArray<{ readonly key: string, readonly label: string, readonly type: MetricDimensionType }> } | null };

export type ChangeQueryVariables = Exact<{
  metric: string;
  range: MetricTimeRange;
  compare: MetricComparison;
  by: ReadonlyArray<string> | string;
  locale?: string | null | undefined;
}>;


export type ChangeQuery = { readonly explainChange: { readonly overall:
      | { readonly status: MetricStatus, readonly formatted: string | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null, readonly differenceText: string | null }
      | { readonly status: MetricStatus, readonly formatted: string | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null, readonly differenceText: string | null }
      | { readonly status: MetricStatus, readonly formatted: string | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null, readonly differenceText: string | null }
    , readonly dimensions: ReadonlyArray<{ readonly surprise: number, readonly dimension: { readonly key: string, readonly label: string }, readonly parts: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly others: boolean, readonly status: MetricStatus, readonly share: number | null, readonly contribution: string | null, readonly currentText: string | null, readonly previousText: string | null, readonly contributionText: string | null, readonly rateText: string | null, readonly mixText: string | null }> }>, readonly meta: { readonly range: { readonly start: string, readonly end: string }, readonly comparedTo: { readonly start: string, readonly end: string } | null, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }> } } | null };

export type DashboardQueryVariables = Exact<{
  key: string;
  locale?: string | null | undefined;
}>;


export type DashboardQuery = { readonly metricCatalog: { readonly dashboardsVersion: string, readonly dashboard: { readonly key: string, readonly title: string, readonly description: string | null, readonly problem: string | null, readonly sections: ReadonlyArray<{ readonly title: string | null, readonly tiles: ReadonlyArray<{ readonly id: string, readonly title: string, readonly picture: MetricPicture, readonly width: number | null, readonly variables: { readonly [name: string]: unknown }, readonly metrics: ReadonlyArray<{ readonly key: string }> }> }> } | null } | null };

export type DefinitionQueryVariables = Exact<{
  key: string;
  locale?: string | null | undefined;
}>;


export type DefinitionQuery = { readonly metricCatalog: { readonly metric: { readonly key: string, readonly label: string, readonly description: string, readonly formula: string, readonly numerator: string, readonly denominator: string | null, readonly filters: ReadonlyArray<string>, readonly grain: MetricGrain, readonly overTime: MetricOverTime, readonly sources: ReadonlyArray<string>, readonly owner: string | null, readonly deprecated: string | null } | null } | null };

export type ExplainQueryVariables = Exact<{
  select: ReadonlyArray<string> | string;
  range: MetricTimeRange;
  where?: { readonly [dimension: string]: unknown } | null | undefined;
  compare?: MetricComparison | null | undefined;
  timeZone?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type ExplainQuery = { readonly metricSeries: { readonly series: ReadonlyArray<{ readonly metric: { readonly key: string }, readonly overall:
        | { readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previousText: string | null }
        | { readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previousText: string | null }
        | { readonly numeratorFormatted: string | null, readonly denominatorFormatted: string | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previousText: string | null }
       }>, readonly meta: { readonly timeZone: string, readonly range: { readonly start: string, readonly end: string }, readonly comparedTo: { readonly start: string, readonly end: string } | null, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string, readonly metric: string | null }>, readonly freshness: ReadonlyArray<{ readonly table: string, readonly latest: string | null }> | null } } | null };

export type FoundQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type FoundQuery = { readonly metricCatalog: { readonly metrics: ReadonlyArray<{ readonly key: string }> } | null };

export type FunnelQueryVariables = Exact<{
  steps: ReadonlyArray<string> | string;
  range: MetricTimeRange;
  within: MetricDuration;
  groupBy: ReadonlyArray<string> | string;
  locale?: string | null | undefined;
}>;


export type FunnelQuery = { readonly funnel: { readonly rows: ReadonlyArray<{ readonly label: string, readonly complete: boolean, readonly steps: ReadonlyArray<{ readonly entities: number | null, readonly status: MetricStatus, readonly ofFirst: number | null, readonly ofFirstText: string | null, readonly ofPreviousText: string | null, readonly medianText: string | null, readonly metric: { readonly key: string, readonly label: string } }> }>, readonly meta: { readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }> } } | null };

export type LiveSubscriptionVariables = Exact<{
  select: ReadonlyArray<string> | string;
  range: MetricTimeRange;
  grain?: MetricGrain | null | undefined;
  groupBy?: ReadonlyArray<string> | string;
  where?: { readonly [dimension: string]: unknown } | null | undefined;
  compare?: MetricComparison | null | undefined;
  top?: MetricTop | null | undefined;
  timeZone?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type LiveSubscription = { readonly metricSeriesChanged: { readonly buckets: ReadonlyArray<{ readonly start: string, readonly end: string, readonly date: string, readonly label: string, readonly complete: boolean }>, readonly series: ReadonlyArray<{ readonly label: string, readonly others: boolean, readonly values: ReadonlyArray<number | null>, readonly formatted: ReadonlyArray<string | null>, readonly statuses: ReadonlyArray<MetricStatus>, readonly previous: ReadonlyArray<number | null> | null, readonly previousFormatted: ReadonlyArray<string | null> | null, readonly changes: ReadonlyArray<number | null> | null, readonly metric: { readonly key: string, readonly label: string, readonly additive: boolean, readonly better: MetricBetter | null, readonly grain: MetricGrain, readonly overTime: MetricOverTime, readonly unit: { readonly kind: MetricUnitKind, readonly currency: string | null } }, readonly group: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly dimension: { readonly key: string } }>, readonly overall:
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
       }>, readonly meta: { readonly asOf: string, readonly timeZone: string, readonly range: { readonly start: string, readonly end: string }, readonly comparedTo: { readonly start: string, readonly end: string } | null, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string, readonly metric: string | null, readonly date: string | null }>, readonly freshness: ReadonlyArray<{ readonly table: string, readonly latest: string | null }> | null } } | null };

export type MetricQueryVariables = Exact<{
  key: string;
  locale?: string | null | undefined;
  other?: string | null | undefined;
}>;


export type MetricQuery = { readonly metricCatalog: { readonly metric: { readonly key: string, readonly label: string, readonly description: string, readonly kind: MetricKind, readonly formula: string, readonly numerator: string, readonly denominator: string | null, readonly filters: ReadonlyArray<string>, readonly priority: string | null, readonly owner: string | null, readonly better: MetricBetter | null, readonly grain: MetricGrain, readonly grains: ReadonlyArray<MetricGrain>, readonly overTime: MetricOverTime, readonly sources: ReadonlyArray<string>, readonly deprecated: string | null, readonly formerKeys: ReadonlyArray<string>, readonly otherLabel: string, readonly otherDescription: string, readonly group: { readonly key: string, readonly label: string }, readonly unit: { readonly kind: MetricUnitKind, readonly currency: string | null }, readonly entity: { readonly key: string } | null, readonly explainedBy: ReadonlyArray<{ readonly key: string }>, readonly dimensions: ReadonlyArray<{ readonly key: string, readonly label: string }>, readonly usedBy: ReadonlyArray<{ readonly key: string, readonly label: string }>, readonly dashboards: ReadonlyArray<{ readonly key: string, readonly title: string }>, readonly lineage: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: MetricLineageKind, readonly label: string, readonly columns: ReadonlyArray<string>, readonly metric: { readonly key: string } | null }>, readonly edges: ReadonlyArray<{ readonly from: string, readonly to: string }> } } | null } | null };

export type NamesQueryVariables = Exact<{
  locale?: string | null | undefined;
}>;


export type NamesQuery = { readonly metricCatalog: { readonly metrics: ReadonlyArray<{ readonly key: string, readonly label: string, readonly description: string }>, readonly dimensions: ReadonlyArray<{ readonly key: string, readonly label: string }> } | null };

export type PlanQueryVariables = Exact<{
  select: ReadonlyArray<string> | string;
  range: MetricTimeRange;
  grain?: MetricGrain | null | undefined;
  groupBy?: ReadonlyArray<string> | string;
  where?: { readonly [dimension: string]: unknown } | null | undefined;
  compare?: MetricComparison | null | undefined;
  top?: MetricTop | null | undefined;
  timeZone?: string | null | undefined;
}>;


export type PlanQuery = { readonly metricSeries: { readonly plan: { readonly engine: string, readonly sql: string, readonly literalSql: string, readonly parameters: ReadonlyArray<string | null>, readonly scans: ReadonlyArray<string> } } | null };

export type RankingQueryVariables = Exact<{
  select: ReadonlyArray<string> | string;
  range: MetricTimeRange;
  grain?: MetricGrain | null | undefined;
  groupBy: ReadonlyArray<string> | string;
  where?: { readonly [dimension: string]: unknown } | null | undefined;
  compare?: MetricComparison | null | undefined;
  top?: MetricTop | null | undefined;
  timeZone?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type RankingQuery = { readonly metricSeries: { readonly series: ReadonlyArray<{ readonly label: string, readonly others: boolean, readonly group: ReadonlyArray<{ readonly value: string | null, readonly label: string }>, readonly overall:
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly change: number | null, readonly changeText: string | null }
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly change: number | null, readonly changeText: string | null }
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly change: number | null, readonly changeText: string | null }
       }> } | null };

export type RetentionQueryVariables = Exact<{
  cohort: string;
  returning: string;
  range: MetricTimeRange;
  period: MetricGrain;
  periods: number;
  mode: MetricReturnMode;
  locale?: string | null | undefined;
}>;


export type RetentionQuery = { readonly retention: { readonly cohorts: ReadonlyArray<{ readonly size: number | null, readonly status: MetricStatus, readonly time: { readonly start: string, readonly label: string, readonly complete: boolean } | null, readonly periods: ReadonlyArray<{ readonly number: number, readonly rate: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean }> }>, readonly overall: ReadonlyArray<{ readonly size: number | null, readonly status: MetricStatus, readonly time: { readonly start: string, readonly label: string, readonly complete: boolean } | null, readonly periods: ReadonlyArray<{ readonly number: number, readonly rate: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean }> }>, readonly meta: { readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string }> } } | null };

export type CohortFragment = { readonly size: number | null, readonly status: MetricStatus, readonly time: { readonly start: string, readonly label: string, readonly complete: boolean } | null, readonly periods: ReadonlyArray<{ readonly number: number, readonly rate: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean }> };

export type SeriesQueryVariables = Exact<{
  select: ReadonlyArray<string> | string;
  range: MetricTimeRange;
  grain?: MetricGrain | null | undefined;
  groupBy?: ReadonlyArray<string> | string;
  where?: { readonly [dimension: string]: unknown } | null | undefined;
  compare?: MetricComparison | null | undefined;
  top?: MetricTop | null | undefined;
  timeZone?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type SeriesQuery = { readonly metricSeries: { readonly buckets: ReadonlyArray<{ readonly start: string, readonly end: string, readonly date: string, readonly label: string, readonly complete: boolean }>, readonly series: ReadonlyArray<{ readonly label: string, readonly others: boolean, readonly values: ReadonlyArray<number | null>, readonly formatted: ReadonlyArray<string | null>, readonly statuses: ReadonlyArray<MetricStatus>, readonly previous: ReadonlyArray<number | null> | null, readonly previousFormatted: ReadonlyArray<string | null> | null, readonly changes: ReadonlyArray<number | null> | null, readonly metric: { readonly key: string, readonly label: string, readonly additive: boolean, readonly better: MetricBetter | null, readonly grain: MetricGrain, readonly overTime: MetricOverTime, readonly unit: { readonly kind: MetricUnitKind, readonly currency: string | null } }, readonly group: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly dimension: { readonly key: string } }>, readonly overall:
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
        | { readonly value: number | null, readonly formatted: string | null, readonly status: MetricStatus, readonly complete: boolean, readonly previous: number | null, readonly change: number | null, readonly previousText: string | null, readonly changeText: string | null }
       }>, readonly meta: { readonly asOf: string, readonly timeZone: string, readonly range: { readonly start: string, readonly end: string }, readonly comparedTo: { readonly start: string, readonly end: string } | null, readonly warnings: ReadonlyArray<{ readonly code: string, readonly message: string, readonly metric: string | null, readonly date: string | null }>, readonly freshness: ReadonlyArray<{ readonly table: string, readonly latest: string | null }> | null } } | null };

export type ValuesQueryVariables = Exact<{
  key: string;
  search?: string | null | undefined;
  limit?: number;
  locale?: string | null | undefined;
}>;


export type ValuesQuery = { readonly metricCatalog: { readonly dimension: { readonly values: ReadonlyArray<{ readonly value: string | null, readonly label: string }> | null } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AnswerFragmentDoc = new TypedDocumentString(`
    fragment Answer on MetricSeriesTable {
  buckets {
    start
    end
    date
    label(locale: $locale)
    complete
  }
  series {
    metric {
      key
      label(locale: $locale)
      additive
      better
      grain
      overTime
      unit {
        kind
        currency
      }
    }
    label(locale: $locale)
    group {
      dimension {
        key
      }
      value
      label(locale: $locale)
    }
    others
    values
    formatted(locale: $locale)
    statuses
    previous
    previousFormatted(locale: $locale)
    changes
    overall {
      value
      formatted(locale: $locale)
      status
      complete
      previous
      previousText: formatted(of: PREVIOUS, locale: $locale)
      change
      changeText: formatted(of: CHANGE, locale: $locale)
    }
  }
  meta {
    asOf
    timeZone
    range {
      start
      end
    }
    comparedTo {
      start
      end
    }
    warnings {
      code
      message(locale: $locale)
      metric
      date
    }
    freshness {
      table
      latest
    }
  }
}
    `, {"fragmentName":"Answer"}) as unknown as TypedDocumentString<AnswerFragment, unknown>;
export const CohortFragmentDoc = new TypedDocumentString(`
    fragment Cohort on MetricCohort {
  time {
    start
    label(locale: $locale)
    complete
  }
  size
  status
  periods {
    number
    rate
    formatted(locale: $locale)
    status
    complete
  }
}
    `, {"fragmentName":"Cohort"}) as unknown as TypedDocumentString<CohortFragment, unknown>;
export const CatalogDocument = new TypedDocumentString(`
    query Catalog($locale: Locale) {
  metricCatalog {
    version
    timeZone
    limits {
      maxMetrics
      maxRows
      maxBuckets
    }
    dashboards {
      key
      title(locale: $locale)
      description(locale: $locale)
      problem
    }
    groups {
      key
      label(locale: $locale)
    }
    metrics {
      key
      label(locale: $locale)
      description(locale: $locale)
      group {
        key
      }
      kind
      unit {
        kind
        currency
      }
      priority
      owner
      better
      grain
      grains
      entity {
        key
      }
      additive
      explainedBy {
        key
      }
      deprecated(locale: $locale)
      dimensions {
        key
      }
    }
    dimensions {
      key
      label(locale: $locale)
      type
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogQuery, CatalogQueryVariables>;
export const ChangeDocument = new TypedDocumentString(`
    query Change($metric: MetricKey!, $range: MetricTimeRange!, $compare: MetricComparison!, $by: [MetricDimensionKey!]!, $locale: Locale) {
  explainChange(metric: $metric, range: $range, compare: $compare, by: $by) {
    overall {
      status
      formatted(locale: $locale)
      previousText: formatted(of: PREVIOUS, locale: $locale)
      change
      changeText: formatted(of: CHANGE, locale: $locale)
      differenceText: formatted(of: DIFFERENCE, locale: $locale)
    }
    dimensions {
      dimension {
        key
        label(locale: $locale)
      }
      surprise
      parts {
        value
        label(locale: $locale)
        others
        status
        share
        contribution
        currentText: formatted(of: CURRENT, locale: $locale)
        previousText: formatted(of: PREVIOUS, locale: $locale)
        contributionText: formatted(of: CONTRIBUTION, locale: $locale)
        rateText: formatted(of: RATE_EFFECT, locale: $locale)
        mixText: formatted(of: MIX_EFFECT, locale: $locale)
      }
    }
    meta {
      range {
        start
        end
      }
      comparedTo {
        start
        end
      }
      warnings {
        code
        message(locale: $locale)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeQuery, ChangeQueryVariables>;
export const DashboardDocument = new TypedDocumentString(`
    query Dashboard($key: String!, $locale: Locale) {
  metricCatalog {
    dashboardsVersion
    dashboard(key: $key) {
      key
      title(locale: $locale)
      description(locale: $locale)
      problem
      sections {
        title(locale: $locale)
        tiles {
          id
          title(locale: $locale)
          picture
          width
          variables
          metrics {
            key
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashboardQuery, DashboardQueryVariables>;
export const DefinitionDocument = new TypedDocumentString(`
    query Definition($key: MetricKey!, $locale: Locale) {
  metricCatalog {
    metric(key: $key) {
      key
      label(locale: $locale)
      description(locale: $locale)
      formula(locale: $locale)
      numerator(locale: $locale)
      denominator(locale: $locale)
      filters(locale: $locale)
      grain
      overTime
      sources
      owner
      deprecated(locale: $locale)
    }
  }
}
    `) as unknown as TypedDocumentString<DefinitionQuery, DefinitionQueryVariables>;
export const ExplainDocument = new TypedDocumentString(`
    query Explain($select: [MetricKey!]!, $range: MetricTimeRange!, $where: MetricDimensionFilter, $compare: MetricComparison, $timeZone: TimeZone, $locale: Locale) {
  metricSeries(
    select: $select
    range: $range
    where: $where
    compare: $compare
    timeZone: $timeZone
  ) {
    series {
      metric {
        key
      }
      overall {
        formatted(locale: $locale)
        status
        complete
        previousText: formatted(of: PREVIOUS, locale: $locale)
        ... on MetricRatioDetail {
          numeratorFormatted(locale: $locale)
          denominatorFormatted(locale: $locale)
        }
      }
    }
    meta {
      timeZone
      range {
        start
        end
      }
      comparedTo {
        start
        end
      }
      warnings {
        code
        message(locale: $locale)
        metric
      }
      freshness {
        table
        latest
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExplainQuery, ExplainQueryVariables>;
export const FoundDocument = new TypedDocumentString(`
    query Found($search: String) {
  metricCatalog {
    metrics(search: $search) {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<FoundQuery, FoundQueryVariables>;
export const FunnelDocument = new TypedDocumentString(`
    query Funnel($steps: [MetricKey!]!, $range: MetricTimeRange!, $within: MetricDuration!, $groupBy: [MetricDimensionKey!]!, $locale: Locale) {
  funnel(steps: $steps, range: $range, within: $within, groupBy: $groupBy) {
    rows {
      label(locale: $locale)
      complete
      steps {
        metric {
          key
          label(locale: $locale)
        }
        entities
        status
        ofFirst
        ofFirstText: formatted(of: OF_FIRST, locale: $locale)
        ofPreviousText: formatted(of: OF_PREVIOUS, locale: $locale)
        medianText: formatted(of: MEDIAN, locale: $locale)
      }
    }
    meta {
      warnings {
        code
        message(locale: $locale)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FunnelQuery, FunnelQueryVariables>;
export const LiveDocument = new TypedDocumentString(`
    subscription Live($select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain, $groupBy: [MetricDimensionKey!]! = [], $where: MetricDimensionFilter, $compare: MetricComparison, $top: MetricTop, $timeZone: TimeZone, $locale: Locale) {
  metricSeriesChanged(
    select: $select
    range: $range
    grain: $grain
    groupBy: $groupBy
    where: $where
    compare: $compare
    top: $top
    timeZone: $timeZone
  ) {
    ...Answer
  }
}
    fragment Answer on MetricSeriesTable {
  buckets {
    start
    end
    date
    label(locale: $locale)
    complete
  }
  series {
    metric {
      key
      label(locale: $locale)
      additive
      better
      grain
      overTime
      unit {
        kind
        currency
      }
    }
    label(locale: $locale)
    group {
      dimension {
        key
      }
      value
      label(locale: $locale)
    }
    others
    values
    formatted(locale: $locale)
    statuses
    previous
    previousFormatted(locale: $locale)
    changes
    overall {
      value
      formatted(locale: $locale)
      status
      complete
      previous
      previousText: formatted(of: PREVIOUS, locale: $locale)
      change
      changeText: formatted(of: CHANGE, locale: $locale)
    }
  }
  meta {
    asOf
    timeZone
    range {
      start
      end
    }
    comparedTo {
      start
      end
    }
    warnings {
      code
      message(locale: $locale)
      metric
      date
    }
    freshness {
      table
      latest
    }
  }
}`) as unknown as TypedDocumentString<LiveSubscription, LiveSubscriptionVariables>;
export const MetricDocument = new TypedDocumentString(`
    query Metric($key: MetricKey!, $locale: Locale, $other: Locale) {
  metricCatalog {
    metric(key: $key) {
      key
      label(locale: $locale)
      otherLabel: label(locale: $other)
      description(locale: $locale)
      otherDescription: description(locale: $other)
      group {
        key
        label(locale: $locale)
      }
      kind
      formula(locale: $locale)
      numerator(locale: $locale)
      denominator(locale: $locale)
      filters(locale: $locale)
      unit {
        kind
        currency
      }
      priority
      owner
      better
      grain
      grains
      entity {
        key
      }
      explainedBy {
        key
      }
      overTime
      sources
      deprecated(locale: $locale)
      formerKeys
      dimensions {
        key
        label(locale: $locale)
      }
      usedBy {
        key
        label(locale: $locale)
      }
      dashboards {
        key
        title(locale: $locale)
      }
      lineage {
        nodes {
          id
          kind
          label(locale: $locale)
          metric {
            key
          }
          columns
        }
        edges {
          from
          to
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MetricQuery, MetricQueryVariables>;
export const NamesDocument = new TypedDocumentString(`
    query Names($locale: Locale) {
  metricCatalog {
    metrics {
      key
      label(locale: $locale)
      description(locale: $locale)
    }
    dimensions {
      key
      label(locale: $locale)
    }
  }
}
    `) as unknown as TypedDocumentString<NamesQuery, NamesQueryVariables>;
export const PlanDocument = new TypedDocumentString(`
    query Plan($select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain, $groupBy: [MetricDimensionKey!]! = [], $where: MetricDimensionFilter, $compare: MetricComparison, $top: MetricTop, $timeZone: TimeZone) {
  metricSeries(
    select: $select
    range: $range
    grain: $grain
    groupBy: $groupBy
    where: $where
    compare: $compare
    top: $top
    timeZone: $timeZone
  ) {
    plan {
      engine
      sql
      literalSql
      parameters
      scans
    }
  }
}
    `) as unknown as TypedDocumentString<PlanQuery, PlanQueryVariables>;
export const RankingDocument = new TypedDocumentString(`
    query Ranking($select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain, $groupBy: [MetricDimensionKey!]!, $where: MetricDimensionFilter, $compare: MetricComparison, $top: MetricTop, $timeZone: TimeZone, $locale: Locale) {
  metricSeries(
    select: $select
    range: $range
    grain: $grain
    groupBy: $groupBy
    where: $where
    compare: $compare
    top: $top
    timeZone: $timeZone
  ) {
    series {
      label(locale: $locale)
      group {
        value
        label(locale: $locale)
      }
      others
      overall {
        value
        formatted(locale: $locale)
        status
        change
        changeText: formatted(of: CHANGE, locale: $locale)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RankingQuery, RankingQueryVariables>;
export const RetentionDocument = new TypedDocumentString(`
    query Retention($cohort: MetricKey!, $returning: MetricKey!, $range: MetricTimeRange!, $period: MetricGrain!, $periods: Int!, $mode: MetricReturnMode!, $locale: Locale) {
  retention(
    cohort: $cohort
    returning: $returning
    range: $range
    period: $period
    periods: $periods
    mode: $mode
  ) {
    cohorts {
      ...Cohort
    }
    overall {
      ...Cohort
    }
    meta {
      warnings {
        code
        message(locale: $locale)
      }
    }
  }
}
    fragment Cohort on MetricCohort {
  time {
    start
    label(locale: $locale)
    complete
  }
  size
  status
  periods {
    number
    rate
    formatted(locale: $locale)
    status
    complete
  }
}`) as unknown as TypedDocumentString<RetentionQuery, RetentionQueryVariables>;
export const SeriesDocument = new TypedDocumentString(`
    query Series($select: [MetricKey!]!, $range: MetricTimeRange!, $grain: MetricGrain, $groupBy: [MetricDimensionKey!]! = [], $where: MetricDimensionFilter, $compare: MetricComparison, $top: MetricTop, $timeZone: TimeZone, $locale: Locale) {
  metricSeries(
    select: $select
    range: $range
    grain: $grain
    groupBy: $groupBy
    where: $where
    compare: $compare
    top: $top
    timeZone: $timeZone
  ) {
    ...Answer
  }
}
    fragment Answer on MetricSeriesTable {
  buckets {
    start
    end
    date
    label(locale: $locale)
    complete
  }
  series {
    metric {
      key
      label(locale: $locale)
      additive
      better
      grain
      overTime
      unit {
        kind
        currency
      }
    }
    label(locale: $locale)
    group {
      dimension {
        key
      }
      value
      label(locale: $locale)
    }
    others
    values
    formatted(locale: $locale)
    statuses
    previous
    previousFormatted(locale: $locale)
    changes
    overall {
      value
      formatted(locale: $locale)
      status
      complete
      previous
      previousText: formatted(of: PREVIOUS, locale: $locale)
      change
      changeText: formatted(of: CHANGE, locale: $locale)
    }
  }
  meta {
    asOf
    timeZone
    range {
      start
      end
    }
    comparedTo {
      start
      end
    }
    warnings {
      code
      message(locale: $locale)
      metric
      date
    }
    freshness {
      table
      latest
    }
  }
}`) as unknown as TypedDocumentString<SeriesQuery, SeriesQueryVariables>;
export const ValuesDocument = new TypedDocumentString(`
    query Values($key: MetricDimensionKey!, $search: String, $limit: Int! = 50, $locale: Locale) {
  metricCatalog {
    dimension(key: $key) {
      values(search: $search, limit: $limit) {
        value
        label(locale: $locale)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ValuesQuery, ValuesQueryVariables>;