/**
 * The settings that the SQL of this folder relies on. Every statement runs with them: a server's
 * own defaults would change numbers.
 */
export const CLICKHOUSE_SETTINGS = {
  /** A scan that several steps read runs once. */
  enable_materialized_cte: 1,
  /** A missing parent is null, not 0 or an empty text. */
  join_use_nulls: 1,
  /** A sum, least or greatest value of no rows is null, not 0. */
  aggregate_functions_null_for_empty: 1,
  /** Null is in no list. */
  transform_null_in: 0,
  enable_positional_arguments: 1,
  prefer_column_name_to_alias: 0,
  /** Quotients are exact decimals, and too many digits are an error. */
  decimal_check_overflow: 1,
} as const;
