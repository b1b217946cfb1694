/**
 * The settings of every session, made after connecting, so that neither the URL nor the role nor a
 * pooler decides them.
 */
export const SESSION_SETTINGS = [
  // Sessions only read.
  'SET default_transaction_read_only = on',
  // These four fix the text of instants, dates, intervals and numbers.
  "SET timezone = 'UTC'",
  "SET datestyle = 'ISO, YMD'",
  "SET intervalstyle = 'iso_8601'",
  'SET extra_float_digits = 1',
  // Just-in-time compilation costs more than it saves here (docs/decisions/0004-speed.md).
  'SET jit = off',
  // Reductions for several metrics must fit into memory (docs/decisions/0004-speed.md).
  "SELECT set_config('work_mem', '32MB', false) WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB')",
  // This ends statements of clients that are gone (PostgreSQL 14 on Linux).
  "SELECT set_config(name, '1s', false) FROM pg_settings WHERE name = 'client_connection_check_interval' AND version() LIKE '%linux%'",
].join('; ');
