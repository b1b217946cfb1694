import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { gatewayError } from '../../errors';
import { isTooDeep, TOO_DEEP, type ReportInternal } from '../../graphql/errors';
import { acceptsHtml } from '../console/acceptsHtml';
import type { SendNotFound } from '../console/consoleRoutes';
import { CLIENT_LEFT } from '../observe/requestEnd';
import { MAX_BODY_BYTES } from './bounds';
import { badRequest, HttpProblem, sendErrors, type ErrorBody } from './httpProblem';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Tells a client what to send to this route if its request could not be read. */
    readonly hint?: string;
  }
}

interface ErrorHandling {
  readonly report: ReportInternal;
  /** Returns the reference of an error that the client may not see. */
  reference(): string;
  /** Answers a browser at an address that has nothing. Programs get an error. */
  readonly sendNotFound: SendNotFound;
}

/**
 * Answers errors outside GraphQL, such as a body that is not JSON, in the form of GraphQL errors
 * with code and hint.
 */
export function handleErrors(app: FastifyInstance, { report, reference, sendNotFound }: ErrorHandling): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (isOfClientThatLeft(error, reply)) return reply.code(CLIENT_LEFT).send();
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') drainBody(request, reply);
    // `SharedNow` writes the body as JSON to find equal requests. A body that is nested very deeply
    // overflows the stack there.
    if (isTooDeep(error)) return sendErrors(request, reply, 400, TOO_DEEP);
    const status = error.statusCode ?? 500;
    if (status < 500 || error instanceof HttpProblem)
      return sendErrors(request, reply, status, ...inWords(error, request));
    const id = reference();
    report(id, error);
    return sendErrors(request, reply, 500, gatewayError('INTERNAL', { reference: id }));
  });
  app.setNotFoundHandler((request, reply) => {
    const [path, routed] = [pathOf(request.originalUrl), pathOf(request.url)];
    const allowed = ['GET', 'HEAD', 'POST'].filter((method) => app.hasRoute({ method, url: routed }));
    if (allowed.length === 0) {
      if (isRead(request) && acceptsHtml(request.headers.accept)) return sendNotFound(request, reply);
      // A cache must not give a browser the answer of a program.
      void reply.header('vary', 'accept');
      return sendErrors(request, reply, 404, gatewayError('NOT_FOUND', { path }));
    }
    void reply.header('allow', [...allowed, 'OPTIONS'].join(', '));
    if (request.method === 'OPTIONS') return reply.code(204).send();
    return sendErrors(
      request,
      reply,
      405,
      gatewayError('METHOD_NOT_ALLOWED', { method: request.method, path, allowed }),
    );
  });
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/**
 * True if Fastify destroyed the stream of an answer because the client had left. Fastify gives this
 * error to the error handler if nothing of the answer was sent before.
 */
function isOfClientThatLeft({ code }: FastifyError, { raw }: FastifyReply): boolean {
  return raw.destroyed && code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function pathOf(url: string): string {
  return url.split('?', 1)[0]!;
}

/**
 * Reads and drops the rest of the body, for as long as a request may take to arrive. A connection
 * that closes with unread bytes is reset, and the client would not get the answer.
 */
function drainBody({ raw, headers }: FastifyRequest, reply: FastifyReply): void {
  if (!/close/i.test(headers.connection ?? '')) void reply.header('connection', 'keep-alive');
  raw.resume();
}

/**
 * Answers an address that is not valid, such as `/%`. It fails before there is a route with an
 * error handler.
 */
export function answerBadAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void sendErrors(request, reply, error.statusCode ?? 400, ...inWords(error, request));
}

function inWords(error: FastifyError, request: FastifyRequest): readonly ErrorBody[] {
  return error instanceof HttpProblem ? error.errors : [inGatewayWords(error, request)];
}

function inGatewayWords(error: FastifyError, { headers, routeOptions }: FastifyRequest): ErrorBody {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return gatewayError('REQUEST_TOO_LARGE', {
        what: 'The body of the request',
        max: `${MAX_BODY_BYTES} bytes`,
        hint: 'Ask for fewer things at once, or in several requests.',
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return gatewayError('UNSUPPORTED_MEDIA_TYPE', {
        header: 'content-type',
        value: headers['content-type'] ?? null,
        supported: 'application/json',
      });
    default:
      return badRequest(error.message, routeOptions?.config?.hint);
  }
}
