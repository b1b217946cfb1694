/**
 * The settings of every session, made after connecting, so that neither the URL nor the role nor a
 * pooler decides them. Sessions only read. The next four fix the text of instants, numbers and
 * intervals. Just-in-time compilation costs more than it saves here, and reductions for several
 * metrics must fit into memory (docs/decisions/0004-speed.md). The last one ends statements of
 * clients that are gone (PostgreSQL 14 on Linux).
 */
export const SESSION_SETTINGS = [
  'SET default_transaction_read_only = on',
  "SET timezone = 'UTC'",
  "SET datestyle = 'ISO, YMD'",
  "SET intervalstyle = 'iso_8601'",
  'SET extra_float_digits = 1',
  'SET jit = off',
  "SELECT set_config('work_mem', '32MB', false) WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB')",
  "SELECT set_config(name, '1s', false) FROM pg_settings WHERE name = 'client_connection_check_interval' AND version() LIKE '%linux%'",
].join('; ');
