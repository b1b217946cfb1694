import type { Statement } from '../../sql/statement';

/** Settings by name, each as the text of its value. The names are always our own constants. */
type Settings = readonly (readonly [name: string, value: string])[];

/**
 * The settings of every transaction, so that neither the URL nor the role decides them. They end
 * with the transaction, because a pooler may give the session to another application next.
 */
const OF_ALL: Settings = [
  // These four fix the text of instants, dates, intervals and numbers.
  ['timezone', 'UTC'],
  ['datestyle', 'ISO, YMD'],
  ['intervalstyle', 'iso_8601'],
  ['extra_float_digits', '1'],
  // Just-in-time compilation costs more than it saves here (docs/decisions/0004-speed.md).
  ['jit', 'off'],
];

/** Reductions for several metrics must fit into memory (docs/decisions/0004-speed.md). */
const WORK_MEM = `set_config('work_mem', CASE WHEN pg_size_bytes(current_setting('work_mem')) < 33554432 THEN '32MB' ELSE current_setting('work_mem') END, true)`;

/** This ends statements of clients that are gone (PostgreSQL 14 on Linux). */
const CONNECTION_CHECK = `CASE WHEN current_setting('client_connection_check_interval', true) IS NOT NULL AND version() LIKE '%linux%' THEN set_config('client_connection_check_interval', '1s', true) END`;

/**
 * The server must not end the transaction of a cursor while its reader pauses: our deadline does
 * (PostgreSQL 17 has the second limit).
 */
const NO_TIME_LIMITS = [
  `set_config('idle_in_transaction_session_timeout', '0', true)`,
  `CASE WHEN current_setting('transaction_timeout', true) IS NOT NULL THEN set_config('transaction_timeout', '0', true) END`,
];

export const BEGIN = 'BEGIN TRANSACTION READ ONLY';

const ALWAYS = [...set(OF_ALL), WORK_MEM, CONNECTION_CHECK];
const OF_STATEMENTS = `SELECT ${ALWAYS.join(', ')}`;
// We read all rows, so the planner should not prefer to return the first rows quickly.
const OF_CURSORS = `SELECT ${[...ALWAYS, ...NO_TIME_LIMITS, ...set([['cursor_tuple_fraction', '1']])].join(', ')}`;
const TIMEOUT = `, set_config('statement_timeout', $1, true)`;

/**
 * Returns the statement that makes the settings of a transaction. `milliseconds` limits each of its
 * statements at the server, for the case that this process dies and nobody cancels; null: the
 * server cannot limit them.
 */
export function transactionSettings(kind: 'statement' | 'cursor', milliseconds: number | null): Statement {
  const text = { statement: OF_STATEMENTS, cursor: OF_CURSORS }[kind];
  return milliseconds === null
    ? { text, parameters: [] }
    : { text: text + TIMEOUT, parameters: [String(Math.ceil(milliseconds))] };
}

function set(settings: Settings): readonly string[] {
  return settings.map(([name, value]) => `set_config('${name}', '${value}', true)`);
}
