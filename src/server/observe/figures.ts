import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry as Figures } from 'prom-client';
import type { FastifyRequest } from 'fastify';
import type { StepListener } from './listeners';
import type { ObserveRequest } from './requestEnd';

/** Seconds. Statements take from a millisecond to the longest deadline. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The figures, and the observers that count. */
interface ObservedFigures {
  readonly figures: Figures;
  readonly listener: StepListener;
  readonly observe: ObserveRequest;
}

/**
 * Returns the metrics that Prometheus reads at `/metrics`. All labels have a limited set of values:
 * metrics, codes, routes and engines, never a text of a client.
 */
export function figuresOf(): ObservedFigures {
  const figures = new Figures();
  collectDefaultMetrics({ register: figures, prefix: 'metergate_' });
  const registers = [figures];
  const requests = new Histogram({
    name: 'metergate_request_seconds',
    help: 'Requests over HTTP, from their first byte to the last of the answer.',
    labelNames: ['route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const open = new Set<FastifyRequest>();
  new Gauge({
    name: 'metergate_requests_open',
    help: 'Requests that are being answered.',
    registers,
    collect() {
      this.set(open.size);
    },
  });
  const statements = new Histogram({
    name: 'metergate_statement_seconds',
    help: 'Statements, waiting for the database included.',
    labelNames: ['engine', 'code'],
    buckets: BUCKETS,
    registers,
  });
  const plans = new Histogram({
    name: 'metergate_plan_seconds',
    help: 'Planning and writing of statements.',
    buckets: BUCKETS,
    registers,
  });
  const metricQueries = new Counter({
    name: 'metergate_metric_queries_total',
    help: 'Statements by the metrics that they answer.',
    labelNames: ['metric'],
    registers,
  });
  const errors = new Counter({
    name: 'metergate_errors_total',
    help: 'Errors that were sent to clients.',
    labelNames: ['code'],
    registers,
  });
  const answers = new Counter({
    name: 'metergate_answers_total',
    help: 'Answers by whether they were kept.',
    labelNames: ['status'],
    registers,
  });
  const looks = new Counter({
    name: 'metergate_looks_total',
    help: 'Looks at the state of the database, for kept answers.',
    registers,
  });
  const broken = new Counter({
    name: 'metergate_broken_promises_total',
    help: 'Kept numbers of old buckets that an audit found changed, by the tables that promise they settle.',
    labelNames: ['tables'],
    registers,
  });
  const warmed = new Counter({
    name: 'metergate_warmed_questions_total',
    help: 'Questions of dashboards that the gateway asked before people did, by result.',
    labelNames: ['result'],
    registers,
  });
  const observe: ObserveRequest = (request) => {
    open.add(request);
    return ({ status, ms }) => {
      open.delete(request);
      requests.observe({ route: request.routeOptions.url ?? 'none', status: String(status) }, ms / 1_000);
    };
  };
  const listener: StepListener = {
    planned: (_, ms) => plans.observe(ms / 1_000),
    ran: ({ metrics, engine, ms, code }) => {
      statements.observe({ engine, code: code ?? 'OK' }, (ms ?? 0) / 1_000);
      for (const metric of metrics) metricQueries.inc({ metric });
    },
    reported: ({ code }) => errors.inc({ code }),
    kept: ({ status }) => answers.inc({ status }),
    looked: () => looks.inc(),
    warmed: ({ questions, failed }) => {
      warmed.inc({ result: 'OK' }, questions - failed);
      warmed.inc({ result: 'FAILED' }, failed);
    },
    audited: ({ tables }) => broken.inc({ tables: tables.join(',') }),
  };
  return { figures, listener, observe };
}
