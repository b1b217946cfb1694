/**
 * What every session of the gateway is set to, after it has connected: so it holds whatever the URL, the role or a pooler
 * in between says. Reading only is the first; the next decide the text of instants, numbers and intervals.
 * Just-in-time compilation costs more than the queries it speeds up, and reductions that several metrics read must fit in memory:
 * both are measured in docs/decisions/0004-speed.md.
 * The last has the server end what runs for a client that is gone, this process too, where it can look (PostgreSQL 14 on Linux).
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
