import { pino, type DestinationStream, type Logger } from 'pino';
import type { FastifyInstance } from 'fastify';
import type { StepListener } from './listeners';
import { scopes } from './scope';

export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type Level = (typeof LEVELS)[number];

/** Lines of JSON on standard error: standard output is for the person who starts the server. */
export function logger(level: Level, destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // What nobody should log is not handed to the log; this is for who does it all the same.
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

/** A line for each request once it is answered: what it was about and what it took, never what was asked for by value. */
export function logRequests(app: FastifyInstance, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    const scope = scopes.getStore();
    const line = {
      request: request.id,
      method: request.method,
      // Without what stands behind: filters may be there.
      path: request.routeOptions.url ?? request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(scope &&
        scope.statements > 0 && {
          statements: scope.statements,
          statementMs: Math.round(scope.statementMs),
          metrics: [...scope.metrics],
        }),
      ...(scope && scope.codes.size > 0 && { codes: [...scope.codes] }),
    };
    if (reply.statusCode >= 500) log.warn(line, 'request failed');
    else log.info(line, 'request answered');
  });
}

/** What statements that take long are, with the plan; and what a request is about, kept with it. */
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
      const line = { request: scope?.id, ms: Math.round(ms), engine, metrics, rows, code, scans: scans(), sql };
      log.warn(line, 'slow statement');
    },
    reported: ({ code }) => void scopes.getStore()?.codes.add(code),
  };
}
