/**
 * The largest body that is read. A query of every metric, with all its filters, has a hundredth of
 * that.
 */
export const MAX_BODY_BYTES = 1024 * 1024;

/** The most operations of a batch: the tiles that one screen of a dashboard shows. */
export const MAX_BATCH = 10;

/** The most requests that run at a time. It limits the memory that they take. */
export const MAX_REQUESTS = 1_000;

/** The most requests of one client at a time, so that there is always room for another client. */
export const MAX_REQUESTS_PER_CLIENT = MAX_REQUESTS / 2;

/**
 * The most connections that wait to be accepted. The system drops further ones without an answer.
 */
export const BACKLOG = 4 * MAX_REQUESTS;

/**
 * How long a client may keep a connection waiting, in milliseconds. The number of connections is
 * limited.
 */
export interface ClientTimeouts {
  /** For the whole request to arrive. */
  readonly arrivalMs: number;
  /** For a client to read more of its answer, which stays in memory until then. */
  readonly readingMs: number;
}

export const CLIENT_TIMEOUTS: ClientTimeouts = { arrivalMs: 30_000, readingMs: 30_000 };

/**
 * Milliseconds for which an idle connection stays open, unless KEEP_ALIVE_MS says otherwise. It is
 * longer than that of most proxies, so that they do not send to a connection that just closed.
 */
export const KEEP_ALIVE_MS = 72_000;

/**
 * The encodings of answers. Only later versions of Node have Zstandard, and the output must not
 * depend on the version.
 */
export const COMPRESSION: { encodings: ('br' | 'gzip')[] } = { encodings: ['br', 'gzip'] };

/**
 * Limits of streams. Each stream keeps a connection and causes statements. One client may have half
 * of the subscriptions, of their bytes and of the WebSockets.
 */
export interface StreamBounds {
  /** Subscriptions of all clients together. */
  readonly subscriptions: number;
  /** Bytes that the documents and variables of all subscriptions may take, estimated. */
  readonly subscriptionBytes: number;
  /** Operations that run at a time on one WebSocket. */
  readonly perConnection: number;
  /** WebSockets. */
  readonly connections: number;
  /** Milliseconds in which a new WebSocket must send its first message of the protocol. */
  readonly initMs: number;
  /** Milliseconds between pings. A client that reads nothing for two pings is disconnected. */
  readonly pingMs: number;
  /** Bytes that may wait for a client that keeps sending requests. */
  readonly waitingBytes: number;
}

export const STREAMS: StreamBounds = {
  subscriptions: 1_000,
  subscriptionBytes: 64 * 1024 * 1024,
  perConnection: 100,
  connections: 1_000,
  initMs: 3_000,
  pingMs: 12_000,
  waitingBytes: 16 * 1024 * 1024,
};
