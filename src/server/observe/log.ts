import { pino, type DestinationStream, type Logger } from 'pino';
import type { StepListener } from './listeners';
import { CLIENT_LEFT, type ObserveRequest } from './requestEnd';
import { scopes } from './scope';

export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * Writes lines of JSON to standard error. Standard output is for the person who starts the server.
 */
export function logger(level: Level, destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // The gateway never logs these. This list is a second protection.
      redact: [
        '*.authorization',
        '*["x-api-key"]',
        '*["metergate-claims"]',
        '*.password',
        '*.parameters',
        '*.variables',
      ],
    },
    destination,
  );
}

/**
 * Returns the observer that writes a line for each request that ends: its id, path, duration and
 * result, never the values of a query.
 */
export function requestLog(log: Logger): ObserveRequest {
  return (request) => {
    // The end has no scope of its own.
    const scope = scopes.getStore();
    return ({ status, ms }) => {
      const line = {
        request: request.id,
        method: request.method,
        // The path without its parameters, which may have filters.
        path: request.routeOptions.url ?? request.url.split('?', 1)[0],
        status,
        ms: Math.round(ms),
        ...(scope &&
          scope.statements > 0 && {
            statements: scope.statements,
            statementMs: Math.round(scope.statementMs),
            metrics: [...scope.metrics],
          }),
        ...(scope && scope.kept > 0 && { kept: scope.kept }),
        ...(scope && scope.codes.size > 0 && { codes: [...scope.codes] }),
      };
      if (status >= 500) log.warn(line, 'request failed');
      else log.info(line, status === CLIENT_LEFT ? 'client left' : 'request answered');
    };
  };
}

/** Characters of a statement in the log. A query with many conditions makes a longer one. */
const LONGEST_SQL = 20_000;

/**
 * Logs slow statements with their plans. Adds the metrics, statements and error codes of a request
 * to its scope, for the request's log line.
 */
export function statementLog(log: Logger, slowMs: number): StepListener {
  return {
    ran: ({ metrics, engine, sql, scans, ms = 0, rows, code }) => {
      const scope = scopes.getStore();
      if (scope) {
        scope.statements += 1;
        scope.statementMs += ms;
        for (const metric of metrics) scope.metrics.add(metric);
      }
      if (ms < slowMs) return;
      const line = {
        request: scope?.id,
        ms: Math.round(ms),
        engine,
        metrics,
        rows,
        code,
        scans: scans(),
        sql: sql.slice(0, LONGEST_SQL),
      };
      log.warn(line, 'slow statement');
    },
    reported: ({ code }) => void scopes.getStore()?.codes.add(code),
    kept({ status }) {
      const scope = scopes.getStore();
      if (scope && status === 'HIT') scope.kept += 1;
    },
    warmed: ({ questions, failed, ms, isCut }) =>
      log.info({ questions, failed, ms: Math.round(ms) }, isCut ? 'warming ended early' : 'dashboards warmed'),
    audited: ({ tables, start, end, kept, found }) => {
      const [from, to] = [start, end].map((at) => new Date(at).toISOString());
      log.warn({ tables, from, to, kept, found }, 'old rows changed, although a table promises that they settle');
    },
  };
}
