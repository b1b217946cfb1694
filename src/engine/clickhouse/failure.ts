import { ClickHouseError } from '@clickhouse/client';
import { GatewayError, gatewayError } from '../../errors';
import { networkReason } from '../networkReason';
import { retryAfter } from '../retry';
import type { ClickhouseUrl } from './databaseUrl';

/** Codes of ClickHouse (`system.errors` lists them). */
export const CODES = {
  unknownDatabase: '81',
  timeoutExceeded: '159',
  tooSlow: '160',
  readOnly: '164',
  unknownUser: '192',
  wrongPassword: '193',
  requiredPassword: '194',
  tooManyQueries: '202',
  socketTimeout: '209',
  networkError: '210',
  memoryLimit: '241',
  notEnoughSpace: '243',
  allConnectionsFailed: '279',
  cancelled: '394',
  accessDenied: '497',
  authenticationFailed: '516',
  serverOverloaded: '745',
} as const;

type Address = Pick<ClickhouseUrl, 'host' | 'port' | 'user' | 'database'>;

/** A database that restarts is usually back after this. */
const BACK_MS = 1_000;
const REFUSED_LOGIN: readonly string[] = [
  CODES.unknownUser,
  CODES.wrongPassword,
  CODES.requiredPassword,
  CODES.authenticationFailed,
];
/** The server cannot run a statement now; another may work. */
const BUSY: Readonly<Record<string, string>> = {
  [CODES.tooManyQueries]: 'it runs as many queries as it may',
  [CODES.memoryLimit]: 'it has no memory left for this',
  [CODES.notEnoughSpace]: 'its disk is full',
  [CODES.serverOverloaded]: 'it is overloaded',
  [CODES.socketTimeout]: 'one of its servers did not answer in time',
  [CODES.networkError]: 'it cannot reach one of its servers',
  [CODES.allConnectionsFailed]: 'it cannot reach one of its servers',
};

/** The code of an error of the server; otherwise the code of the network, or empty. */
export function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** True if no server answered as ClickHouse does; false if the statement is wrong. */
export function isLost(error: unknown): boolean {
  return !(error instanceof ClickHouseError) && !(error instanceof GatewayError);
}

/**
 * The error of a database that cannot be used. The reason is our own text: an answer may contain
 * secrets. With an address it is for the operator.
 */
export function unavailable(error: unknown, address?: Address): GatewayError {
  return gatewayError(
    'ENGINE_UNAVAILABLE',
    { engine: 'ClickHouse', reason: reasonOf(error, address), retryAfterMs: retryAfter(BACK_MS) },
    error,
  );
}

/** A server that can never be used as it is. */
export function refused(reason: string): GatewayError {
  return gatewayError('ENGINE_UNAVAILABLE', { engine: 'ClickHouse', reason });
}

/** The error of a failed statement: one of the gateway, or else that of the server. */
export function runFailure(error: unknown, milliseconds: number): unknown {
  if (error instanceof GatewayError) return error;
  const code = codeOf(error);
  if (code === CODES.cancelled) return gatewayError('CANCELLED', {}, error);
  if (code === CODES.timeoutExceeded || code === CODES.tooSlow) {
    return gatewayError('QUERY_TIMEOUT', { timeoutMs: milliseconds, waited: false }, error);
  }
  return isLost(error) || code in BUSY || REFUSED_LOGIN.includes(code) ? unavailable(error) : error;
}

function reasonOf(error: unknown, address: Address | undefined): string {
  const code = codeOf(error);
  if (error instanceof ClickHouseError) {
    const busy = BUSY[code];
    if (busy !== undefined) return busy;
    if (REFUSED_LOGIN.includes(code)) {
      return address
        ? `the user "${address.user}" or the password was refused`
        : 'the user or the password was refused';
    }
    if (code === CODES.unknownDatabase) {
      return address ? `there is no database "${address.database}"` : 'the database does not exist';
    }
    if (code === CODES.accessDenied) {
      return address
        ? `the user "${address.user}" may not use "${address.database}"`
        : 'the user may not use the database';
    }
    return `it answered with ${code}`;
  }
  const words = error instanceof Error ? error.message : '';
  return networkReason(code, words, address) ?? (/hang up/.test(words) ? 'the connection was lost' : NOT_CLICKHOUSE);
}

const NOT_CLICKHOUSE = 'it does not answer as the HTTP interface of ClickHouse';
