import { DIALECT_SETTINGS } from '../../sql/clickhouse/settings';

/** StatementSettings by name. */
export type StatementSettings = Readonly<Record<string, string>>;

/**
 * The settings of every statement, so that no profile decides them. Most are ClickHouse's own
 * defaults: a profile with another value would give part of the rows, or old ones, without a word.
 */
export const REQUIRED: StatementSettings = {
  ...DIALECT_SETTINGS,
  // Beyond a limit, a statement fails. It never answers with part of its rows.
  timeout_overflow_mode: 'throw',
  read_overflow_mode: 'throw',
  group_by_overflow_mode: 'throw',
  sort_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
  distinct_overflow_mode: 'throw',
  set_overflow_mode: 'throw',
  join_overflow_mode: 'throw',
  // The gateway keeps answers itself, and knows when they are old.
  use_query_cache: '0',
  // The text of rows.
  format_tsv_null_representation: '\\N',
  output_format_tsv_crlf_end_of_line: '0',
};

/** What the user's profile allows: its value of `readonly`. */
export type ReadOnly = '0' | '1' | '2';

/** Parameters of the HTTP interface, which are no settings: every user may send them. */
const OF_PROTOCOL: StatementSettings = {
  // The server sends nothing before the statement has ended. So an error has no rows before it, and
  // the number of rows is known.
  wait_end_of_query: '1',
};

/**
 * The settings to send with a statement. With `readonly = 1` in the profile, none may be sent, and
 * `fit.ts` has checked the profile. `milliseconds` limits the statement at the server, for the case
 * that this process dies and nobody cancels.
 */
export function settingsOf(readOnly: ReadOnly, kind: 'statement' | 'stream', milliseconds: number): StatementSettings {
  if (readOnly === '1') return OF_PROTOCOL;
  const seconds = String(Math.ceil(milliseconds / 1_000));
  return {
    ...OF_PROTOCOL,
    ...REQUIRED,
    ...(readOnly === '0' ? { readonly: '2' } : {}),
    max_execution_time: seconds,
    // Many metrics with their comparison are large for the analyzer, which counts what several
    // expressions share once for each of them. With the server's default it would refuse them.
    max_expanded_ast_elements: '10000000',
    // A statement also ends if the connection of its client does.
    cancel_http_readonly_queries_on_client_close: '1',
    // The reader of a stream may pause: our deadline ends it.
    ...(kind === 'stream' ? { http_send_timeout: seconds } : {}),
  };
}
