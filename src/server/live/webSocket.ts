import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type OperationResult, type ServerOptions } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Budgets } from '../../answer/budgets';
import { GatewayError, gatewayError } from '../../errors';
import { isTooDeep, TOO_DEEP } from '../../graphql/errors';
import { schemaFor } from '../../graphql/schemaFor';
import { ANYBODY } from '../../policy/viewer';
import type { Authenticate, Proof } from '../auth/authenticate';
import type { Identity } from '../auth/identity';
import { onExpiry } from '../auth/onExpiry';
import { MAX_BODY_BYTES, type StreamBounds } from '../http/bounds';
import { clientBy } from '../http/admission';
import { withoutBase } from '../http/basePath';
import { formattedError, HttpProblem } from '../http/httpProblem';
import { foreignHost, type Hosts } from '../http/hosts';
import type { Origins } from '../http/origins';
import { lengthOf } from '../http/requestText';
import type { Serving } from '../http/serving';
import type { FindDocument } from '../http/trustedDocuments';
import { clientAddress, type TrustedProxies } from '../http/trustedProxies';
import { isAllowedOrigin } from './allowedOrigin';
import { SharedRoom } from './sharedRoom';
import { declineUpgrade, refuseUpgrade } from './upgrade';
import type { Outcome, Result, StreamSource } from './operationTypes';
import { readOperation, type ReadOperation } from './readOperation';

interface WebSocketOptions {
  readonly serving: Serving;
  readonly budgets: Budgets;
  readonly operate: (operation: ReadOperation, from: StreamSource) => Promise<Outcome>;
  readonly authenticate: Authenticate;
  readonly findDocument: FindDocument;
  /** Gives internal errors the client's form. */
  readonly format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly bounds: StreamBounds;
  readonly corsOrigins: Origins;
  readonly allowedHosts: Hosts;
  readonly trustedProxies: TrustedProxies;
  readonly basePath: string;
}

/** Milliseconds for a client to close the connection when the server stops. */
const CLOSE_GRACE_MS = 500;

/**
 * Adds GraphQL over WebSocket at `/graphql`, with the protocol graphql-transport-ws. Returns the
 * function that counts open WebSockets.
 */
export function webSocketRoute(app: FastifyInstance, options: WebSocketOptions): () => number {
  const { bounds, corsOrigins, allowedHosts, basePath } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY_BYTES, handleProtocols: chosen });
  const protocol = makeServer<Greeting, Connected>(protocolOptions(options));
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      return declineUpgrade(app.server, request, socket, head);
    // The client has left.
    socket.on('error', () => undefined);
    const path = request.url!.split('?', 1)[0]!;
    if (withoutBase(path, basePath) !== '/graphql')
      return refuseUpgrade(socket, '404 Not Found', gatewayError('NOT_FOUND', { path }));
    // First, because `isAllowedOrigin` trusts the name of this host.
    const foreign = foreignHost(request.headers, allowedHosts);
    if (foreign !== null) return refuseUpgrade(socket, '421 Misdirected Request', foreign);
    if (!isAllowedOrigin(request.headers, corsOrigins)) {
      return refuseUpgrade(
        socket,
        '403 Forbidden',
        gatewayError('FOREIGN_ORIGIN', { origin: request.headers.origin! }),
      );
    }
    if (sockets.clients.size >= bounds.connections) {
      const what = { what: 'connections', max: bounds.connections, isOwn: false } as const;
      const error = gatewayError('TOO_MANY_SUBSCRIPTIONS', what);
      return refuseUpgrade(socket, '503 Service Unavailable', error);
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, request));
  };
  const serve = (socket: WebSocket, request: IncomingMessage): void => {
    // Nothing to do: if a message is wrong, the library closes the connection with a code that says
    // why.
    socket.on('error', () => undefined);
    const pings = watch(socket, bounds.pingMs);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => sent(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (heard) =>
          socket.on('message', (data) => {
            // The client keeps sending requests and reads no answers.
            if (socket.bufferedAmount > bounds.waitingBytes) return socket.terminate();
            heard(String(data)).catch((error: unknown) => {
              const { extensions } = options.format({ message: '' }, error);
              socket.close(CloseCode.InternalServerError, String(extensions?.['code']));
            });
          }),
      },
      { socket, request, identity: null },
    );
    socket.once('close', (code, reason) => {
      clearInterval(pings);
      void closed(code, String(reason));
    });
  };
  app.server.on('upgrade', upgrade);
  app.addHook('preClose', async () => {
    app.server.off('upgrade', upgrade);
    // The operations are not complete: clients connect again when the server is back.
    for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Going away');
    const late = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), CLOSE_GRACE_MS);
    await new Promise((resolve) => sockets.close(resolve));
    clearTimeout(late);
  });
  return () => sockets.clients.size;
}

const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

function chosen(protocols: Set<string>): string | false {
  return handleProtocols(protocols);
}

/**
 * Sends a message and waits until the network has taken it. So a slow client gets fewer answers.
 */
function sent(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    // An error here means that the connection is over, which another listener handles.
    socket.send(text, () => resolve());
  });
}

/** Ends a connection that does not answer one ping before the next. */
function watch(socket: WebSocket, pingMs: number): NodeJS.Timeout {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  return setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, pingMs).unref();
}

/** Errors that already have the client's form. */
class ClosedError extends GraphQLError {
  constructor(private readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }
  override toJSON(): GraphQLFormattedError {
    return this.formatted;
  }
}

/** The credentials in the first message, because browsers cannot add headers to a WebSocket. */
type Greeting = Readonly<Record<string, unknown>>;

interface Connected {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Null before the first message. */
  identity: Identity | null;
}

function protocolOptions({
  serving,
  operate,
  bounds,
  budgets,
  authenticate,
  findDocument,
  trustedProxies,
}: WebSocketOptions): ServerOptions<Greeting, Connected> {
  const places = new SharedRoom('connections', bounds.connections);
  return {
    connectionInitWaitTimeout: bounds.initMs,
    async onConnect({ connectionParams, extra }) {
      try {
        extra.identity = await authenticate(proofOf(extra.request.headers, connectionParams ?? {}));
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        extra.socket.close(CloseCode.Forbidden, error.message.slice(0, LONGEST_REASON));
        return false;
      }
      const { identity, socket, request } = extra;
      // The client left during its authentication: its `close` is over.
      if (socket.readyState === socket.CLOSED) return false;
      const client = clientBy(identity, request.socket.remoteAddress);
      try {
        places.take(client);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        socket.close(TRY_AGAIN_LATER, error.message.slice(0, LONGEST_REASON));
        return false;
      }
      socket.once('close', () => places.release(client));
      const end = () => socket.close(CloseCode.Forbidden, 'Your token or API key is no longer valid.');
      socket.once('close', onExpiry(identity, end));
      return true;
    },
    async onSubscribe({ subscriptions, extra }, _id, payload) {
      const { operationName, variables } = payload;
      if (Object.keys(subscriptions).length > bounds.perConnection) {
        const error = gatewayError('TOO_MANY_SUBSCRIPTIONS', { what: 'operations', max: bounds.perConnection });
        return [new ClosedError(formattedError(error))];
      }
      const identity = extra.identity!;
      let query: string;
      try {
        query = findDocument(payload, identity.isRouter) ?? payload.query;
      } catch (error) {
        return refusedBy(error);
      }
      const client = clientBy(identity, clientAddress(extra.request, trustedProxies));
      const { gateway } = serving.current;
      const budget = budgets.begin(gateway, client);
      let operation: ReadOperation;
      try {
        budget.payText(lengthOf({ query, variables }));
        operation = readOperation({ query, operationName, variables }, gateway.registry.limits.maxTokens);
      } catch (error) {
        return refusedBy(error);
      }
      const outcome = await operate(operation, { client, identity, budget }).catch(refusedBy);
      if (Array.isArray(outcome)) return outcome;
      if (outcome.kind === 'refused') return outcome.errors.map((error) => new ClosedError(error));
      return {
        // The protocol requires a schema, but nothing is executed with it.
        schema: schemaFor(serving.current.gateway.registry, ANYBODY),
        document: operation.document!,
        operationName: operationName ?? null,
        contextValue: outcome,
      };
    },
    // `onSubscribe` has already executed the operation. These only give its results to the protocol
    // library.
    execute: ({ contextValue }) => executed(contextValue as Outcome) as OperationResult,
    subscribe: ({ contextValue }) => executed(contextValue as Outcome) as OperationResult,
    // Results already have the client's form too.
    onNext: (_context, _id, _payload, _args, result) => result as Result,
  };
}

function executed(outcome: Outcome): Result | AsyncIterable<Result> {
  if (outcome.kind === 'refused') throw new Error('The error was sent already.');
  return outcome.kind === 'answered' ? outcome.result : outcome.results;
}

/**
 * Returns the errors of an HttpProblem or GatewayError, and TOO_DEEP if the stack overflowed.
 * Throws every other error again.
 */
function refusedBy(error: unknown): ClosedError[] {
  if (error instanceof RangeError && isTooDeep(error)) return [new ClosedError(formattedError(TOO_DEEP))];
  if (error instanceof GatewayError) return [new ClosedError(formattedError(error))];
  if (!(error instanceof HttpProblem)) throw error;
  return error.errors.map((one) => new ClosedError(formattedError(one)));
}

/** The longest reason of a close message, in bytes. */
const LONGEST_REASON = 120;

/** The headers of the connection, replaced by equal names of the first message. */
function proofOf(headers: IncomingMessage['headers'], greeting: Greeting): Proof {
  const credentials = ['authorization', 'x-api-key', 'metergate-claims'].flatMap((name) => {
    const value = Object.entries(greeting).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { ...headers, ...Object.fromEntries(credentials) };
}
