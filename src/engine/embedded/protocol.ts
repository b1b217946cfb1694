/** What the main thread tells the database's thread. A session's number marks what is meant for it. */
export type ToWorker =
  /** A new client: what an earlier one left behind is undone. */
  | { readonly kind: 'open'; readonly session: number }
  /** Whole groups of messages of that client. */
  | { readonly kind: 'messages'; readonly session: number; readonly bytes: Uint8Array }
  /** That client is gone. */
  | { readonly kind: 'close' }
  /** No more: end in good order. */
  | { readonly kind: 'end' };

/** What it hears from there. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** A piece of the answer. */
  | { readonly kind: 'answer'; readonly session: number; readonly bytes: Uint8Array }
  /** What was asked last has been done. */
  | { readonly kind: 'done'; readonly session: number };

/** Given to the thread when it starts. */
export interface WorkerData {
  /** PostgreSQL's own data directory. */
  readonly directory: string;
}
