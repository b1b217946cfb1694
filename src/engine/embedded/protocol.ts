/** Messages to the thread of the database. The number of a session marks its messages. */
export type ToWorker =
  /** A new client: the state of the previous client is discarded. */
  | { readonly kind: 'open'; readonly session: number }
  /** Whole groups of messages of that client. */
  | { readonly kind: 'messages'; readonly session: number; readonly bytes: Uint8Array }
  /** That client has left. */
  | { readonly kind: 'close' }
  /** The thread ends in good order. */
  | { readonly kind: 'end' };

/** Messages from the thread. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** A part of the answer. */
  | { readonly kind: 'answer'; readonly session: number; readonly bytes: Uint8Array }
  /** The last request is done. */
  | { readonly kind: 'done'; readonly session: number };

/** The data with which the thread starts. */
export interface WorkerData {
  /** The data directory of PostgreSQL. */
  readonly directory: string;
}
