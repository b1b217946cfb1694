import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Span } from '@opentelemetry/api';
import type { TracingChannel } from 'node:diagnostics_channel';
import type { ObserveRequest } from './requestEnd';
import { decoding, encoding, planning, running, type PlanningStep, type RunningStep } from '../../steps';

/** The observer of requests, and the function that sends the remaining spans and ends. */
export interface Tracing {
  readonly observe: ObserveRequest;
  readonly end: () => Promise<void>;
}

/**
 * Sends spans of requests, with planning, statements, decoding and encoding in them, to
 * OTEL_EXPORTER_OTLP_ENDPOINT. A request with a `traceparent` joins that trace. OpenTelemetry is
 * loaded only here.
 */
export async function traceRequests(app: FastifyInstance): Promise<Tracing> {
  const { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = await import('@opentelemetry/api');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { defaultResource, resourceFromAttributes } = await import('@opentelemetry/resources');
  const named = resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'metergate' });
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(named),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = trace.getTracer('metergate');
  const requests = new WeakMap<FastifyRequest, Span>();
  app.addHook('onRequest', (request, _reply, done) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const name = `${request.method} ${request.routeOptions.url ?? 'none'}`;
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER }, parent);
    requests.set(request, span);
    context.with(trace.setSpan(parent, span), done);
  });
  const observe: ObserveRequest =
    (request) =>
    ({ status }) => {
      const span = requests.get(request);
      span?.setAttribute('http.response.status_code', status);
      if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    };

  const open = new WeakMap<object, Span>();
  const endings: (() => void)[] = [];
  /** Makes a span for each step. `attributesOf` returns its attributes once it has ended. */
  const follow = <S extends object>(
    channel: TracingChannel<unknown, S>,
    name: string,
    attributesOf: (step: S) => Record<string, string | number | string[]>,
    isAsync: boolean,
  ) => {
    const end = (step: S) => {
      const span = open.get(step);
      span?.setAttributes(attributesOf(step));
      span?.end();
    };
    const subscriber = {
      start: (step: S) => void open.set(step, tracer.startSpan(name, {}, context.active())),
      end: isAsync ? () => undefined : end,
      asyncStart: () => undefined,
      asyncEnd: isAsync ? end : () => undefined,
      // An error's message may have values. Its code, which `attributesOf` returns, has none.
      error: (step: S) => void open.get(step)?.setStatus({ code: SpanStatusCode.ERROR }),
    };
    channel.subscribe(subscriber);
    endings.push(() => channel.unsubscribe(subscriber));
  };
  follow<PlanningStep>(planning, 'plan', ({ metrics }) => ({ 'metergate.metrics': [...metrics] }), false);
  follow<RunningStep>(
    running,
    'statement',
    ({ metrics, engine, sql, rows, code }) => ({
      'metergate.metrics': [...metrics],
      'db.system.name': engine,
      'db.query.text': sql,
      ...(rows !== undefined && { 'db.response.returned_rows': rows }),
      ...(code !== undefined && { 'error.type': code }),
    }),
    true,
  );
  follow<object>(decoding, 'decode', () => ({}), false);
  follow<object>(encoding, 'encode', () => ({}), false);
  const end = async () => {
    for (const stop of endings) stop();
    await provider.shutdown();
    trace.disable();
    context.disable();
    propagation.disable();
  };
  return { observe, end };
}
