import { GatewayError, gatewayError } from '../../errors';
import type { Engine } from '../engine';
import { networkReason, type HostAddress } from '../networkReason';
import { retryAfter } from '../retry';
import type { SessionTarget } from './databaseUrl';
import { NoRoute, WrongServer } from './routes';

/** An error of the driver: an SQLSTATE or a system error in `code`, or only a message. */
interface DriverError {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** The user and database of a connection; for reasons that only the operator reads. */
export interface ConnectionLogin {
  readonly user: string;
  readonly database: string;
}

/** The same, with the host of one attempt. */
type ConnectionAddress = ConnectionLogin & HostAddress;

const QUERY_CANCELED = '57014';
const REPLICA_CONFLICT = '40001';
/** The disk is full, or the memory. */
const USED_UP = ['53100', '53200'];
/**
 * PostgreSQL reports a timeout and a cancellation with the same code. If the statement ended before
 * this share of its time limit, it was cancelled. Otherwise the time limit ended it.
 */
const EARLY = 0.9;
/** A database that restarts is usually back after this. */
const BACK_MS = 1_000;

/** True if the connection is lost or was rejected; false if the statement is wrong. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P0|25P0[34]|E[A-Z]{3,})/.test(code)) return true;
  return (
    code === '' && /connection (terminated|error)|timeout e|is not queryable|after calling end/i.test(wordsOf(error))
  );
}

/**
 * The error of a database that cannot be reached. The reason is our own text: that of a driver may
 * contain secrets.
 */
export function unavailable(engine: Engine['name'], error: unknown, login?: ConnectionLogin): GatewayError {
  const reason = error instanceof NoRoute ? reasonOfAll(error, login) : reasonOf(error, undefined);
  return gatewayError(
    'ENGINE_UNAVAILABLE',
    { engine: TITLE[engine], reason, retryAfterMs: retryAfter(BACK_MS) },
    error,
  );
}

/** The error of a failed run: one of the gateway, or else that of the driver. */
export function runFailure(
  engine: Engine['name'],
  error: unknown,
  { tookMs, milliseconds }: { readonly tookMs: number; readonly milliseconds: number },
): unknown {
  if (error instanceof GatewayError) return error;
  const code = codeOf(error);
  if (code === QUERY_CANCELED) {
    return tookMs < milliseconds * EARLY
      ? gatewayError('CANCELLED', {}, error)
      : gatewayError('QUERY_TIMEOUT', { timeoutMs: milliseconds, waited: false }, error);
  }
  return isLost(error) || code === REPLICA_CONFLICT || USED_UP.includes(code) ? unavailable(engine, error) : error;
}

/** The words for the servers that `target_session_attrs` names. */
const NEEDED: { readonly [T in SessionTarget]: string } = {
  any: 'one that answers',
  'read-write': 'one that takes writes (target_session_attrs=read-write)',
  'read-only': 'one that only reads (target_session_attrs=read-only)',
  primary: 'a primary (target_session_attrs=primary)',
  standby: 'a standby (target_session_attrs=standby)',
  'prefer-standby': 'one that answers',
};

const TITLE = { postgresql: 'PostgreSQL', embedded: 'embedded', clickhouse: 'ClickHouse' } as const;

function codeOf(error: unknown): string {
  const code = (error as DriverError | null)?.code;
  return typeof code === 'string' ? code : '';
}

function wordsOf(error: unknown): string {
  const message = (error as DriverError | null)?.message;
  return typeof message === 'string' ? message : '';
}

/** With a login, one reason for each host; without, the last one. */
function reasonOfAll({ failures }: NoRoute, login: ConnectionLogin | undefined): string {
  if (login === undefined) return reasonOf(failures.at(-1)?.error, undefined);
  const reasons = failures.map(({ route: { host, port }, error }) => reasonOf(error, { ...login, host, port }));
  if (failures.length === 1) return reasons[0]!;
  // Some reasons name the host already.
  return failures
    .map(({ route: { host, port } }, index) =>
      reasons[index]!.includes(host) ? reasons[index]! : `${host}:${port}: ${reasons[index]!}`,
    )
    .join('; ');
}

function reasonOf(error: unknown, address: ConnectionAddress | undefined): string {
  if (error instanceof WrongServer) {
    const at = address ? ` at ${address.host}:${address.port}` : '';
    return `the server${at} is not ${NEEDED[error.wanted]}`;
  }
  const code = codeOf(error);
  switch (code) {
    case '28P01':
      return address ? `the password of the user "${address.user}" was refused` : 'the password was refused';
    case '28000':
      return address
        ? `the user "${address.user}" may not connect in this way`
        : 'the user may not connect in this way';
    case '3D000':
      return address ? `there is no database "${address.database}"` : 'the database does not exist';
    case '42501':
      return address
        ? `the user "${address.user}" may not use "${address.database}"`
        : 'the user may not use the database';
    case '53100':
      return 'its disk is full';
    case '53200':
      return 'it has no memory left';
    case '53300':
      return 'it has no connection left';
    case '57P01':
    case '57P02':
    case '57P05':
    case '25P03':
    case '25P04':
      return 'it ended the connection';
    case '57P03':
      return 'it is starting or stopping';
    case REPLICA_CONFLICT:
      return 'the replica ended the query to catch up with its primary';
  }
  const words = wordsOf(error);
  if (/^SASL.*password/.test(words)) return 'it asks for a password and DATABASE_URL has none';
  const network = networkReason(code, words, address);
  if (network !== null) return network;
  if (/^08/.test(code) || /terminated|not queryable/.test(words)) return 'the connection was lost';
  return code === '' ? 'it did not accept the connection' : `it answered with ${code}`;
}
