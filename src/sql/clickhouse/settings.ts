/**
 * The settings that every statement of this dialect needs, as texts. The engine sends them with
 * each statement; a user who may change no settings needs them in the profile.
 */
export const DIALECT_SETTINGS: Readonly<Record<string, string>> = {
  // A step that several others read runs once.
  enable_materialized_cte: '1',
  // A row without a partner has nulls, not zeros and empty texts.
  join_use_nulls: '1',
  // Times without a zone of their own are in UTC.
  session_timezone: 'UTC',
  // These fix the text of values: instants in UTC, and true and false as PostgreSQL writes them.
  date_time_output_format: 'iso',
  bool_true_representation: 't',
  bool_false_representation: 'f',
  output_format_decimal_trailing_zeros: '0',
};
