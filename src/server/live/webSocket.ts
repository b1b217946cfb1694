import type { FastifyInstance } from 'fastify';
import { GraphQLError, parse, type GraphQLFormattedError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type OperationResult, type ServerOptions } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { gatewayError } from '../../errors';
import { MAX_BODY_BYTES, type StreamBounds } from '../bounds';
import { formattedError } from '../httpProblem';
import type { Origins } from '../origins';
import type { Serving } from '../serving';
import type { OperationRequest, Outcome, Result } from './operation';
import { isWelcome } from './origin';
import { declineUpgrade, refuseUpgrade } from './upgrade';

interface WebSocketOptions {
  readonly serving: Serving;
  readonly operate: (request: OperationRequest) => Promise<Outcome>;
  /** Gives what nobody should see the form that clients get. */
  readonly format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly bounds: StreamBounds;
  readonly corsOrigins: Origins;
}

/** How long a client has to say goodbye when the server stops, in milliseconds. */
const GOODBYE_MS = 500;

/** GraphQL over WebSocket at `/graphql`, by the protocol graphql-transport-ws. */
export function webSocketRoute(app: FastifyInstance, options: WebSocketOptions): void {
  const { bounds, corsOrigins } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY_BYTES, handleProtocols: chosen });
  const protocol = makeServer<never, { socket: WebSocket }>(protocolOptions(options));
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      return declineUpgrade(app.server, request, socket, head);
    // Whoever hangs up here is told nothing.
    socket.on('error', () => undefined);
    const path = request.url!.split('?', 1)[0]!;
    if (path !== '/graphql') return refuseUpgrade(socket, '404 Not Found', gatewayError('NOT_FOUND', { path }));
    if (!isWelcome(request.headers, corsOrigins)) {
      return refuseUpgrade(
        socket,
        '403 Forbidden',
        gatewayError('FOREIGN_ORIGIN', { origin: request.headers.origin! }),
      );
    }
    if (sockets.clients.size >= bounds.connections) {
      const error = gatewayError('TOO_MANY_SUBSCRIPTIONS', { what: 'connections', max: bounds.connections });
      return refuseUpgrade(socket, '503 Service Unavailable', error);
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serve(opened));
  };
  const serve = (socket: WebSocket): void => {
    // What is wrong with what came is in the code that it is closed by.
    socket.on('error', () => undefined);
    const watched = watch(socket, bounds.pingMs);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => sent(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (heard) =>
          socket.on('message', (data) => {
            // It asks on and on, and takes nothing.
            if (socket.bufferedAmount > bounds.waitingBytes) return socket.terminate();
            heard(String(data)).catch((error: unknown) => {
              const { extensions } = options.format({ message: '' }, error);
              socket.close(CloseCode.InternalServerError, String(extensions?.['code']));
            });
          }),
      },
      { socket },
    );
    socket.once('close', (code, reason) => {
      clearInterval(watched);
      void closed(code, String(reason));
    });
  };
  app.server.on('upgrade', upgrade);
  app.addHook('preClose', async () => {
    app.server.off('upgrade', upgrade);
    // Not that anything were complete: clients connect again when the server is back.
    for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Going away');
    const late = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), GOODBYE_MS);
    await new Promise((resolve) => sockets.close(resolve));
    clearTimeout(late);
  });
}

const GOING_AWAY = 1001;

function chosen(protocols: Set<string>): string | false {
  return handleProtocols(protocols);
}

/** Sends, and waits until the network has taken it: who takes answers slowly is given fewer. */
function sent(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    // What fails fails because the connection is over, which is heard of otherwise.
    socket.send(text, () => resolve());
  });
}

/** Ends a connection whose other end does not answer a greeting before the next. */
function watch(socket: WebSocket, pingMs: number): NodeJS.Timeout {
  let isThere = true;
  socket.on('pong', () => (isThere = true));
  return setInterval(() => {
    if (!isThere) return socket.terminate();
    isThere = false;
    socket.ping();
  }, pingMs).unref();
}

/** Errors that are written already. */
class Told extends GraphQLError {
  constructor(private readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }
  override toJSON(): GraphQLFormattedError {
    return this.formatted;
  }
}

function protocolOptions({ serving, operate, bounds }: WebSocketOptions): ServerOptions<never, { socket: WebSocket }> {
  return {
    connectionInitWaitTimeout: bounds.initMs,
    async onSubscribe({ subscriptions }, _id, { query, operationName, variables }) {
      if (Object.keys(subscriptions).length > bounds.perConnection) {
        const error = gatewayError('TOO_MANY_SUBSCRIPTIONS', { what: 'operations', max: bounds.perConnection });
        return [new Told(formattedError(error))];
      }
      const outcome = await operate({ query, operationName, variables });
      if (outcome.kind === 'refused') return outcome.errors.map((error) => new Told(error));
      const operation = {
        schema: serving.current.schema,
        document: parse(query),
        operationName: operationName ?? null,
      };
      return { ...operation, contextValue: outcome };
    },
    // It is executed when it is taken: only the protocol is left.
    execute: ({ contextValue }) => executed(contextValue as Outcome) as OperationResult,
    subscribe: ({ contextValue }) => executed(contextValue as Outcome) as OperationResult,
    // Results are written already, too.
    onNext: (_context, _id, _payload, _args, result) => result as Result,
  };
}

function executed(outcome: Outcome): Result | AsyncIterable<Result> {
  if (outcome.kind === 'refused') throw new Error('It was told already.');
  return outcome.kind === 'answered' ? outcome.result : outcome.results;
}
