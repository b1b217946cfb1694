/**
 * The settings that every statement of this dialect needs, as texts: a server's own defaults could
 * change numbers. The engine sends them with each statement. A user who may change no settings
 * needs them in the profile.
 */
export const DIALECT_SETTINGS: Readonly<Record<string, string>> = {
  // A step that several others read runs once.
  enable_materialized_cte: '1',
  // A row without a partner has nulls, not zeros and empty texts.
  join_use_nulls: '1',
  // A sum, least or greatest value of no rows is null, not 0.
  aggregate_functions_null_for_empty: '1',
  // The least and the greatest value leave out null, also in the SQL of a registry.
  least_greatest_legacy_null_behavior: '0',
  // Null is in no list.
  transform_null_in: '0',
  // `group by 1` is the first column; and a column comes before another column's new name.
  enable_positional_arguments: '1',
  prefer_column_name_to_alias: '0',
  // A cast of null is null, also in the SQL of a registry.
  cast_keep_nullable: '1',
  // Slots are filled for each group by itself.
  use_with_fill_by_sorting_prefix: '1',
  // Times without a zone of their own are in UTC.
  session_timezone: 'UTC',
  // These fix the text of values: instants in UTC, and true and false as PostgreSQL writes them.
  date_time_output_format: 'iso',
  bool_true_representation: 't',
  bool_false_representation: 'f',
  output_format_decimal_trailing_zeros: '0',
};
