import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { wordsOf } from './fileFailure';
import type { FromWorker, ToWorker, WorkerData } from './protocol';

// The thread with the embedded PostgreSQL. It handles one message at a time and blocks while a
// statement runs. So it is a thread of its own, and ending a statement means ending the thread.

/**
 * PostgreSQL returns its answer in pieces of 8 kB, in memory that it reuses. We collect them in
 * this buffer and send it when it is full.
 */
const piece = new Uint8Array(256 * 1024);
const WORTH_REPLAYING_BYTES = 1024 * 1024;
const SYNC = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4);

const { directory } = workerData as WorkerData;
let database: PGlite;
let last = start().then(
  () => post({ kind: 'ready' }),
  (error: unknown) => {
    post({ kind: 'failed', reason: wordsOf(error) });
    process.exit(1);
  },
);

async function start(): Promise<void> {
  if (!existsSync(path.join(directory, 'PG_VERSION'))) await create();
  database = await PGlite.create(directory);
  parentPort?.on('message', (order: ToWorker) => {
    last = last.then(() => follow(order));
  });
}

/**
 * Made under another name and renamed when complete, so that a killed process leaves no partial
 * database.
 */
async function create(): Promise<void> {
  const beside = `${directory}.new`;
  await rm(beside, { recursive: true, force: true });
  await (await PGlite.create(beside)).close();
  await rename(beside, directory);
}

async function follow(order: ToWorker): Promise<void> {
  switch (order.kind) {
    case 'open':
      await forget();
      return post({ kind: 'done', session: order.session });
    case 'messages':
      await answer(order.session, order.bytes);
      return post({ kind: 'done', session: order.session });
    case 'close':
      await forget();
      return checkpoint();
    case 'end':
      await forget();
      await checkpoint();
      await database.close();
      process.exit(0);
  }
}

/** No background process makes checkpoints: without this, a start would replay all writes. */
async function checkpoint(): Promise<void> {
  const { rows } = await database.query(
    `SELECT 1 FROM pg_control_checkpoint() WHERE pg_current_wal_insert_lsn() - redo_lsn > ${WORTH_REPLAYING_BYTES}`,
  );
  if (rows.length > 0) await database.exec('CHECKPOINT');
}

/**
 * Removes the transaction, the settings and the prepared statements of the previous session,
 * because one backend serves all sessions one after the other.
 */
async function forget(): Promise<void> {
  await database.execProtocolRaw(SYNC, { syncToFs: false });
  await database.exec('ROLLBACK');
  await database.exec('DISCARD ALL');
}

async function answer(session: number, bytes: Uint8Array): Promise<void> {
  let filled = 0;
  const send = (data: Uint8Array) => data.length > 0 && post({ kind: 'answer', session, bytes: data });
  await database.execProtocolRawStream(bytes, {
    syncToFs: false,
    onRawData: (data) => {
      if (filled + data.length > piece.length) {
        send(piece.slice(0, filled));
        filled = 0;
      }
      if (data.length > piece.length) {
        send(data.slice());
      } else {
        piece.set(data, filled);
        filled += data.length;
      }
    },
  });
  send(piece.slice(0, filled));
}

function post(message: FromWorker): void {
  parentPort?.postMessage(message, message.kind === 'answer' ? [message.bytes.buffer as ArrayBuffer] : []);
}
