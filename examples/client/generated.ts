// Made by `npm run client` from schema/schema.graphql and queries/. Not to be edited.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Conditions on dimensions. All fields of one level must hold (AND). */
export type MetricDimensionFilter = {
  /** Action (行为类型) */
  readonly action_type?: MetricStringFilter | null | undefined;
  /** All of these hold. An empty list matches everything. */
  readonly and?: ReadonlyArray<MetricDimensionFilter> | null | undefined;
  /** This does not hold. */
  readonly not?: MetricDimensionFilter | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<MetricDimensionFilter> | null | undefined;
  /** Plan (订阅类型) */
  readonly subscription_type?: MetricStringFilter | null | undefined;
  /**
   * Task type (任务类型). The type of content that a task generates. An action has the type of its
   * task, or null without a task.
   */
  readonly task_type?: MetricStringFilter | null | undefined;
  /** Trade type (交易类型) */
  readonly trade_type?: MetricStringFilter | null | undefined;
  /** User (用户) */
  readonly user_id?: MetricIdFilter | null | undefined;
  /**
   * Channel (注册来源). The utm_source a user registered with. It is `Direct` if the user has no
   * utm_source or does not exist.
   */
  readonly utm_source?: MetricStringFilter | null | undefined;
};

/** The keys of all dimensions. */
export type MetricDimensionKey =
  /** Action (行为类型) */
  | 'action_type'
  /** Plan (订阅类型) */
  | 'subscription_type'
  /**
   * Task type (任务类型). The type of content that a task generates. An action has the type of its
   * task, or null without a task.
   */
  | 'task_type'
  /** Trade type (交易类型) */
  | 'trade_type'
  /** User (用户) */
  | 'user_id'
  /**
   * Channel (注册来源). The utm_source a user registered with. It is `Direct` if the user has no
   * utm_source or does not exist.
   */
  | 'utm_source';

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

/**
 * Conditions on ids. All must hold (AND). Null is different from every value, so `ne` and `notIn`
 * keep rows with null.
 */
export type MetricIdFilter = {
  /** Is equal to this. */
  readonly eq?: string | number | null | undefined;
  /** Is one of these. An empty list matches nothing. */
  readonly in?: ReadonlyArray<string | number> | null | undefined;
  /** Is null (true), or is not null (false). */
  readonly isNull?: boolean | null | undefined;
  /** Is not equal to this, or is null. */
  readonly ne?: string | number | null | undefined;
  /** Is none of these, or is null. An empty list matches everything. */
  readonly notIn?: ReadonlyArray<string | number> | null | undefined;
};

/** The keys of all metrics. */
export type MetricKey =
  /**
   * Active users of 28 days (28 日活跃用户数). Users with a successful task in the 28 days ending with
   * the day.
   */
  | 'active_users_28d'
  /**
   * Active users of 30 days (30 日活跃用户数). Users with a successful task in the 30 days ending with
   * the day.
   */
  | 'active_users_30d'
  /**
   * Daily active users (日活跃用户数). Users with a successful task that day; over longer periods the
   * mean of the days.
   */
  | 'active_users_daily'
  /**
   * Weekly active users (周活跃用户数). Users with a successful task in the 7 days ending with the day.
   * Logging in alone is no activity.
   */
  | 'active_users_weekly'
  /**
   * Adoption rate (生成结果采纳率). Copies, downloads and saves over generations. One result can be
   * adopted more than once, so it may exceed 1.
   */
  | 'adoption_rate'
  /** Adoptions (采纳次数). Copies, downloads and saves of any result. */
  | 'adoptions'
  /**
   * Revenue per subscriber (每订阅用户收入). Monthly recurring revenue over paying subscribers, both at
   * the end of the day.
   */
  | 'arpu'
  /** Annual recurring revenue (年经常性收入). Monthly recurring revenue times twelve. */
  | 'arr'
  /** Average payment (平均支付金额). Mean amount of the paid trades. */
  | 'avg_payment'
  /**
   * Generations per active user (人均生成任务数). Generations over daily active users. Shows how much an
   * active user uses the product.
   */
  | 'avg_tasks_per_user'
  /**
   * Churned MRR (流失 MRR). The monthly fees, at the start of a day, of users who no longer pay at
   * its end, as a positive number. A longer period adds up its days.
   */
  | 'churned_mrr'
  /**
   * Churned paying subscribers (流失付费订阅用户数). Users who have a paid subscription at the start of a
   * day, and none at its end. A longer period adds up its days.
   */
  | 'churned_subscribers'
  /**
   * Contraction MRR (收缩 MRR). The decrease in monthly fees of users who pay both at the start and
   * at the end of a day, as a positive number. A longer period adds up its days.
   */
  | 'contraction_mrr'
  /**
   * Token cost per user with a task (单用户 Token 成本). The cost of the tokens over the users with any
   * task that day. `token_cost` has the price of 1,000 tokens.
   */
  | 'cost_per_user_amount'
  /**
   * Tokens per user with a task (单用户 Token 消耗). The tokens of all tasks, failed ones included, over
   * the users with any task that day.
   */
  | 'cost_per_user_token'
  /**
   * Expansion MRR (扩张 MRR). The increase in monthly fees of users who pay both at the start and at
   * the end of a day. A longer period adds up its days.
   */
  | 'expansion_mrr'
  /** Failed tasks (失败任务数) */
  | 'failed_tasks'
  /** Largest payment (最大单笔支付金额). The greatest amount of a paid trade. */
  | 'largest_payment'
  /**
   * Subscriber churn rate (订阅用户流失率). The share of paying subscribers at the start of the bucket who
   * are no longer paying subscribers at its end.
   */
  | 'logo_churn_rate'
  /** Median payment (支付金额中位数). Half of the paid trades are of no more than this. */
  | 'median_payment'
  /**
   * Net new MRR (净新增 MRR). Monthly recurring revenue at the end of the bucket minus that at its
   * start.
   */
  | 'net_new_mrr'
  /**
   * New MRR (新增 MRR). The monthly fees, at the end of a day, of users who had none at its start and
   * never before. A longer period adds up its days.
   */
  | 'new_mrr'
  /**
   * New paying users (新增付费用户数). Users whose first paid trade ever, subscription or recharge, falls
   * in the period.
   */
  | 'new_paying_users'
  /** New registrations (新增注册用户数) */
  | 'new_registrations'
  /**
   * Opening subscribers lost (期初订阅用户流失数). Users who have a paid subscription at the start of the
   * period, and none at its end.
   */
  | 'opening_subscribers_lost'
  /** Paying subscribers (付费订阅用户数). Users who have a paid subscription at the end of the day. */
  | 'paying_subscribers'
  /**
   * Payment conversion rate (付费转化率). New paying users over new registrations of the same period.
   */
  | 'payment_conversion_rate'
  /**
   * Reactivated MRR (回流 MRR). The monthly fees, at the end of a day, of users who had none at its
   * start but had some earlier. A longer period adds up its days.
   */
  | 'reactivated_mrr'
  /** Registrations of the day before (昨日新增注册数) */
  | 'registrations_day_before'
  /** Registrations of the week before (上周新增注册数) */
  | 'registrations_week_before'
  /**
   * Day 1 retention (次日留存率). The share of the users registered on the previous day who had a task
   * or an action on this day.
   */
  | 'retention_day_1'
  /**
   * Week 1 retention (周留存率). The share of the users registered in the previous calendar week who
   * had a task or an action in this week.
   */
  | 'retention_week_1'
  /**
   * Users back on day 1 (次日回访用户数). Users registered on the previous day who had a task or an action
   * on this day. They count on this day.
   */
  | 'returned_users_day_1'
  /**
   * Users back in week 1 (次周回访用户数). Users registered in the previous calendar week who had a task
   * or an action in this week. They count in this week.
   */
  | 'returned_users_week_1'
  /**
   * Revenue, month to date (本月累计收入). Paid trades since the start of the month, up to the end of the
   * day.
   */
  | 'revenue_month_to_date'
  /**
   * Monthly recurring revenue (月经常性收入). Monthly fees of all subscriptions that are active at the
   * end of the day. Single top-ups are not included.
   */
  | 'revenue_mrr'
  /** Revenue to date (累计收入). Paid trades since the beginning, up to the end of the day. */
  | 'revenue_to_date'
  /** Stickiness (用户粘性). Daily active users over those of the 30 days ending with the day. */
  | 'stickiness'
  /**
   * Paying subscribers at open (期初付费订阅用户数). Users who have a paid subscription at the start of the
   * bucket.
   */
  | 'subscribers_at_open'
  /** Task error rate (任务失败率). Failed tasks over all tasks. */
  | 'task_error_rate'
  /**
   * Users with a task (当日有任务的用户数). Users with any task that day, failed ones included; over longer
   * periods the mean of the days.
   */
  | 'task_users_daily'
  /** Tasks (任务数). All tasks, successful or not. */
  | 'tasks'
  /** Text generations (纯文本生成次数). Generations of text only. */
  | 'text_generations'
  /** Token cost (Token 成本). Tokens in money, at 0.02 CNY per 1,000. */
  | 'token_cost'
  /** Tokens (Token 消耗总量) */
  | 'tokens_consumed'
  /**
   * Tokens per user and day, median (每用户每日 Token（中位数）). The median number of tokens that a user
   * consumes in a day, failed tasks included.
   */
  | 'tokens_per_user_p50'
  /**
   * Tokens per user and day, 90th percentile (每用户每日 Token（P90）). Nine in ten users consume no more
   * than this number of tokens in a day, failed tasks included.
   */
  | 'tokens_per_user_p90'
  /** Generations (核心动作执行次数). Tasks that came back with a result. */
  | 'total_generations'
  /** Registrations by channel (注册来源分布). Registrations, meant to be grouped by utm_source. */
  | 'user_source_channel';

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
 * Conditions on text. All must hold (AND). Null is different from every value, so `ne` and `notIn`
 * keep rows with null.
 */
export type MetricStringFilter = {
  /** Contains this text. There are no wildcards. */
  readonly contains?: string | null | undefined;
  /** Ends with this text. There are no wildcards. */
  readonly endsWith?: string | null | undefined;
  /** Is equal to this. */
  readonly eq?: string | null | undefined;
  /**
   * Whether all of these conditions take capital and small letters for the same. Default:
   * case-sensitive.
   */
  readonly ignoreCase?: boolean | null | undefined;
  /** Is one of these. An empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** Is null (true), or is not null (false). */
  readonly isNull?: boolean | null | undefined;
  /** Is not equal to this, or is null. */
  readonly ne?: string | null | undefined;
  /** Is none of these, or is null. An empty list matches everything. */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
  /** Starts with this text. There are no wildcards. */
  readonly startsWith?: string | null | undefined;
};

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

export type ChannelsQueryVariables = Exact<{
  asOf?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type ChannelsQuery = { readonly metricSeries: { readonly buckets: ReadonlyArray<{ readonly label: string, readonly complete: boolean }>, readonly series: ReadonlyArray<{ readonly label: string, readonly others: boolean, readonly values: ReadonlyArray<number | null>, readonly overall:
        | { readonly share: number | null, readonly formatted: string | null }
        | { readonly formatted: string | null }
        | { readonly formatted: string | null }
       }> } | null };

export type DrilldownQueryVariables = Exact<{
  range: MetricTimeRange;
  where?: MetricDimensionFilter | null | undefined;
  asOf?: string | null | undefined;
}>;


export type DrilldownQuery = { readonly number: { readonly totals: { readonly values: { readonly total_generations: number | null, readonly task_error_rate: number | null }, readonly change: { readonly total_generations: number | null } | null } } | null, readonly byTaskType: { readonly rows: ReadonlyArray<{ readonly by: { readonly task_type: string | null }, readonly values: { readonly total_generations: number | null, readonly task_error_rate: number | null } }> } | null, readonly byChannel: { readonly rows: ReadonlyArray<{ readonly by: { readonly utm_source: string | null }, readonly values: { readonly total_generations: number | null, readonly task_error_rate: number | null } }> } | null };

export type KpisQueryVariables = Exact<{
  asOf?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type KpisQuery = { readonly metrics: { readonly totals: { readonly details: { readonly revenue_mrr: { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null } | null, readonly new_paying_users: { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null } | null, readonly active_users_weekly: { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null } | null, readonly payment_conversion_rate: { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null } | null, readonly task_error_rate: { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null } | null } }, readonly meta: { readonly asOf: string, readonly range: { readonly start: string, readonly end: string }, readonly comparedTo: { readonly start: string, readonly end: string } | null } } | null };

type Card_MetricAdditiveDetail_Fragment = { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null };

type Card_MetricPlainDetail_Fragment = { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null };

type Card_MetricRatioDetail_Fragment = { readonly value: number | null, readonly change: number | null, readonly number: string | null, readonly delta: string | null, readonly points: string | null };

export type CardFragment =
  | Card_MetricAdditiveDetail_Fragment
  | Card_MetricPlainDetail_Fragment
  | Card_MetricRatioDetail_Fragment
;

export type PickerQueryVariables = Exact<{
  metrics: ReadonlyArray<MetricKey> | MetricKey;
  grain: MetricGrain;
  asOf?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type PickerQuery = { readonly metricCatalog: { readonly metrics: ReadonlyArray<{ readonly key: MetricKey, readonly label: string, readonly grains: ReadonlyArray<MetricGrain>, readonly deprecated: string | null }>, readonly dimensions: ReadonlyArray<{ readonly key: MetricDimensionKey, readonly label: string }> } | null, readonly metricSeries: { readonly buckets: ReadonlyArray<{ readonly label: string, readonly date: string }>, readonly series: ReadonlyArray<{ readonly label: string, readonly values: ReadonlyArray<number | null>, readonly statuses: ReadonlyArray<MetricStatus>, readonly metric: { readonly key: MetricKey, readonly unit: { readonly kind: MetricUnitKind } }, readonly overall:
        | { readonly formatted: string | null }
        | { readonly formatted: string | null }
        | { readonly formatted: string | null }
       }> } | null };

export type UsersQueryVariables = Exact<{
  first: number;
  asOf?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type UsersQuery = { readonly metrics: { readonly rowCount: number, readonly hasMore: boolean, readonly rows: ReadonlyArray<{ readonly by: { readonly user: { readonly id: string } | null }, readonly values: { readonly total_generations: number | null }, readonly details: { readonly tokens_consumed: { readonly share: number | null, readonly formatted: string | null } | null } }> } | null };

export const CardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Card"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MetricDetail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","alias":{"kind":"Name","value":"number"},"name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","alias":{"kind":"Name","value":"delta"},"name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"EnumValue","value":"CHANGE"}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","alias":{"kind":"Name","value":"points"},"name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"EnumValue","value":"DIFFERENCE"}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]} as unknown as DocumentNode<CardFragment, unknown>;
export const ChannelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Channels"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metricSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"select"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"user_source_channel"}]}},{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"8"}},{"kind":"ObjectField","name":{"kind":"Name","value":"unit"},"value":{"kind":"EnumValue","value":"WEEK"}},{"kind":"ObjectField","name":{"kind":"Name","value":"includeCurrent"},"value":{"kind":"BooleanValue","value":true}}]}},{"kind":"Argument","name":{"kind":"Name","value":"grain"},"value":{"kind":"EnumValue","value":"WEEK"}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"utm_source"}]}},{"kind":"Argument","name":{"kind":"Name","value":"top"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"n"},"value":{"kind":"IntValue","value":"5"}},{"kind":"ObjectField","name":{"kind":"Name","value":"by"},"value":{"kind":"EnumValue","value":"user_source_channel"}},{"kind":"ObjectField","name":{"kind":"Name","value":"others"},"value":{"kind":"BooleanValue","value":true}}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buckets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}},{"kind":"Field","name":{"kind":"Name","value":"series"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"others"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"overall"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MetricAdditiveDetail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ChannelsQuery, ChannelsQueryVariables>;
export const DrilldownDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Drilldown"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MetricTimeRange"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"MetricDimensionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"number"},"name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"compare"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"previousPeriod"},"value":{"kind":"BooleanValue","value":true}}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total_generations"}},{"kind":"Field","name":{"kind":"Name","value":"task_error_rate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total_generations"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byTaskType"},"name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"task_type"}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"key"},"value":{"kind":"EnumValue","value":"total_generations"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task_type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total_generations"}},{"kind":"Field","name":{"kind":"Name","value":"task_error_rate"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byChannel"},"name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"utm_source"}]}},{"kind":"Argument","name":{"kind":"Name","value":"having"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"total_generations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gt"},"value":{"kind":"IntValue","value":"0"}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"key"},"value":{"kind":"EnumValue","value":"total_generations"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"utm_source"}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total_generations"}},{"kind":"Field","name":{"kind":"Name","value":"task_error_rate"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DrilldownQuery, DrilldownQueryVariables>;
export const KpisDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Kpis"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"7"}},{"kind":"ObjectField","name":{"kind":"Name","value":"unit"},"value":{"kind":"EnumValue","value":"DAY"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"compare"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"previousPeriod"},"value":{"kind":"BooleanValue","value":true}}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"details"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revenue_mrr"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Card"}}]}},{"kind":"Field","name":{"kind":"Name","value":"new_paying_users"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Card"}}]}},{"kind":"Field","name":{"kind":"Name","value":"active_users_weekly"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Card"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payment_conversion_rate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Card"}}]}},{"kind":"Field","name":{"kind":"Name","value":"task_error_rate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Card"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"range"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}},{"kind":"Field","name":{"kind":"Name","value":"comparedTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Card"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MetricDetail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","alias":{"kind":"Name","value":"number"},"name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","alias":{"kind":"Name","value":"delta"},"name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"EnumValue","value":"CHANGE"}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","alias":{"kind":"Name","value":"points"},"name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"EnumValue","value":"DIFFERENCE"}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]} as unknown as DocumentNode<KpisQuery, KpisQueryVariables>;
export const PickerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Picker"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"metrics"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MetricKey"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"grain"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MetricGrain"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metricCatalog"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"grains"}},{"kind":"Field","name":{"kind":"Name","value":"deprecated"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dimensions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"metrics"},"value":{"kind":"Variable","name":{"kind":"Name","value":"metrics"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"metricSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"select"},"value":{"kind":"Variable","name":{"kind":"Name","value":"metrics"}}},{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"14"}},{"kind":"ObjectField","name":{"kind":"Name","value":"unit"},"value":{"kind":"EnumValue","value":"DAY"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"grain"},"value":{"kind":"Variable","name":{"kind":"Name","value":"grain"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buckets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"date"}}]}},{"kind":"Field","name":{"kind":"Name","value":"series"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"statuses"}},{"kind":"Field","name":{"kind":"Name","value":"overall"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]}}]}}]}}]} as unknown as DocumentNode<PickerQuery, PickerQueryVariables>;
export const UsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Users"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"30"}},{"kind":"ObjectField","name":{"kind":"Name","value":"unit"},"value":{"kind":"EnumValue","value":"DAY"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"user_id"}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"key"},"value":{"kind":"EnumValue","value":"tokens_consumed"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total_generations"}}]}},{"kind":"Field","name":{"kind":"Name","value":"details"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokens_consumed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"hasMore"}}]}}]}}]} as unknown as DocumentNode<UsersQuery, UsersQueryVariables>;