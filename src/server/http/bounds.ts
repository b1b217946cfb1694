/** The largest body that is read. A query of every metric, with all its filters, is a hundredth of it. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** The most operations of a batch: the tiles of a dashboard that one screen shows. */
export const MAX_BATCH = 10;

/** Requests that are answered at once, at most, so that what they take of memory has an end. */
export const MAX_REQUESTS = 1_000;

/** Of these, those of one client: there is always room for another. */
export const MAX_REQUESTS_PER_CLIENT = MAX_REQUESTS / 2;

/** Connections that may wait to be taken, while many come at once: the system cuts off those beyond, and they hear nothing. */
export const BACKLOG = 4 * MAX_REQUESTS;

/** How long a client may keep a connection waiting, in milliseconds: there are only so many. */
export interface ClientTimeouts {
  /** For the whole of a request to arrive. */
  readonly arrivalMs: number;
  /** For a client to take some more of its answer, which is kept in memory until then. */
  readonly readingMs: number;
}

export const CLIENT_TIMEOUTS: ClientTimeouts = { arrivalMs: 30_000, readingMs: 30_000 };

/** How answers are compressed. Zstandard comes with later versions of Node only; what is sent should not depend on that. */
export const COMPRESSION: { encodings: ('br' | 'gzip')[] } = { encodings: ['br', 'gzip'] };

/** What of streams is bounded; each holds a connection, and costs statements. */
export interface StreamBounds {
  /** Subscriptions of all clients together. */
  readonly subscriptions: number;
  /** Operations that run at a time on one WebSocket. */
  readonly perConnection: number;
  /** WebSockets. */
  readonly connections: number;
  /** Milliseconds in which a WebSocket says that it speaks the protocol. */
  readonly initMs: number;
  /** A client is greeted so often, in milliseconds; one that takes nothing for twice as long is gone, or too slow. */
  readonly pingMs: number;
  /** Bytes that may wait for a client while it goes on to ask. */
  readonly waitingBytes: number;
}

export const STREAMS: StreamBounds = {
  subscriptions: 1_000,
  perConnection: 100,
  connections: 1_000,
  initMs: 3_000,
  pingMs: 12_000,
  waitingBytes: 16 * 1024 * 1024,
};
