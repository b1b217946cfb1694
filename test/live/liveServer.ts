import type { AddressInfo } from 'node:net';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient, type ClientOptions } from 'graphql-ws';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { gatewayServer, type GatewayServer, type ServerOptions } from '../graphql/gatewayServer';

/** An answer as a client receives it. */
export interface Got {
  // Each test knows which fields it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly hint: string };
  }[];
}

/** A subscription, as its client reads it. */
export interface Reading {
  /** The next answer that the test has not taken yet. */
  next(): Promise<Got>;
  /** The number of answers that came and were not taken. */
  readonly waiting: number;
  /** How the subscription ended: `complete`, or the error. */
  readonly ended: Promise<unknown>;
  leave(): void;
}

export interface LiveServer extends GatewayServer {
  readonly port: number;
  readonly httpUrl: string;
  /** Subscribes over a WebSocket of its own, or over server-sent events. */
  read(query: string, over?: 'ws' | 'sse', variables?: Record<string, unknown>): Reading;
  /**
   * Writes in a separate session, because PostgreSQL publishes a session's change counts at its
   * end.
   */
  write(sql: string): Promise<void>;
}

/** Milliseconds between two looks at the tables. */
export const POLL_MS = 50;

/** Starts the gateway on a port. It looks at the tables twenty times a second. */
export async function liveServer({ live, ...options }: ServerOptions = {}): Promise<LiveServer> {
  const server = await gatewayServer({ ...options, live: { pollMs: POLL_MS, rerunMs: 600_000, ...live } });
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  const httpUrl = `http://127.0.0.1:${port}/graphql`;
  return {
    ...server,
    port,
    httpUrl,
    read: (query, over = 'ws', variables = {}) =>
      over === 'ws' ? overWebSocket(port, query, { variables }) : overEvents(httpUrl, query, variables),
    async close() {
      const closing = server.close();
      // An aborted fetch at once opens a connection for the next request, and leaves it unused.
      const unused = setTimeout(() => server.app.server.closeAllConnections(), 200);
      await closing;
      clearTimeout(unused);
    },
    async write(sql) {
      const client = new Client({ connectionString: server.url! });
      await client.connect();
      await client.query(sql);
      await client.end();
    },
  };
}

export function overWebSocket(
  port: number,
  query: string,
  { variables = {}, ...options }: Partial<ClientOptions> & { variables?: Record<string, unknown> } = {},
): Reading {
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...options,
  });
  return reading((sink) => {
    const leave = client.subscribe<Got['data']>({ query, variables }, sink as never);
    return () => {
      leave();
      void client.dispose();
    };
  });
}

export function overEvents(url: string, query: string, variables: Record<string, unknown>): Reading {
  const client = createSseClient({ url, retryAttempts: 0 });
  return reading((sink) => {
    const leave = client.subscribe({ query, variables }, sink as never);
    return () => {
      leave();
      client.dispose();
    };
  });
}

interface Sink {
  next(got: Got): void;
  error(error: unknown): void;
  complete(): void;
}

function reading(subscribe: (sink: Sink) => () => void): Reading {
  const got: Got[] = [];
  let hear: () => void = () => undefined;
  let leave: () => void = () => undefined;
  const ended = new Promise<unknown>((resolve) => {
    leave = subscribe({
      next: (one) => {
        got.push(one);
        hear();
      },
      error: resolve,
      complete: () => resolve('complete'),
    });
  });
  return {
    ended,
    leave,
    get waiting() {
      return got.length;
    },
    async next() {
      const error = {
        ended: await Promise.race([
          ended,
          new Promise((resolve) => (got.length > 0 ? resolve(null) : (hear = () => resolve(null)))),
        ]),
      };
      const one = got.shift();
      if (one === undefined) throw new Error(`It ended: ${JSON.stringify(error.ended)}`);
      return one;
    },
  };
}
