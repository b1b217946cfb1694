import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import { GatewayError, gatewayError } from '../../errors';
import type { Engine } from '../engine';
import { PooledEngine } from '../postgres/pooled';
import { roomOn, wordsOf } from './fileFailure';
import { lock, type Lock } from './lock';
import { Sessions } from './sessions';
import { EmbeddedStream } from './stream';

/** PostgreSQL in this process, in a directory of its own. */
export interface EmbeddedDatabase {
  /** The engine. Closing it closes the database. */
  readonly engine: Engine;
  /**
   * A connection for the `pg` driver, whose `stream` option takes this function (TypeORM: `extra: {
   * stream, ssl: false }`, `poolSize: 1`). User and database are `postgres`, without a password.
   * Connections take turns, so end yours before you use the engine. `COPY … FROM STDIN` does not
   * work.
   */
  stream(): Duplex;
  close(): Promise<void>;
}

/** The engine releases the database to other connections after this idle time. */
const IDLE_FOR_MS = 250;
/** A statement that nobody waits for may run on for this time: about that of a restart. */
const PATIENCE_MS = 1_000;

/** Opens the embedded database in `directory`, or creates it. Errors: ENGINE_UNAVAILABLE. */
export async function openEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const held = await hold(directory);
  const sessions = new Sessions(path.join(path.resolve(directory), 'postgres'));
  try {
    await sessions.start();
  } catch (error) {
    held.release();
    throw refused(`the one in ${directory} does not start (${wordsOf(error)}${roomOn(directory)})`, error);
  }
  const stream = () => new EmbeddedStream(sessions);
  const engine = new PooledEngine({
    name: 'embedded',
    pool: { max: 1, stream, ssl: false, user: 'postgres', database: 'postgres', idleTimeoutMillis: IDLE_FOR_MS },
    serverTimeouts: false,
    stop: (_client, ended, isClosing) => (isClosing ? kill(sessions) : stop(sessions, ended)),
    pingsBeside: false,
    // Its one backend reports its counts only with the next transaction.
    countsChanges: false,
    release: async () => {
      await sessions.end();
      held.release();
    },
  });
  return { engine, stream, close: () => engine.close() };
}

async function kill(sessions: Sessions): Promise<void> {
  await sessions.kill();
}

/**
 * Ending a statement restarts the database, which delays the next one. Most end sooner by
 * themselves.
 */
async function stop(sessions: Sessions, ended: Promise<unknown>): Promise<void> {
  const waiting = new AbortController();
  const isLate = await Promise.race([
    ended.then(
      () => false,
      () => false,
    ),
    pause(PATIENCE_MS, true, { signal: waiting.signal }),
  ]);
  waiting.abort();
  if (isLate) sessions.restart();
}

async function hold(directory: string): Promise<Lock> {
  try {
    await mkdir(directory, { recursive: true });
    return await lock(directory);
  } catch (error) {
    throw error instanceof GatewayError
      ? error
      : refused(`the directory ${directory} cannot be used (${wordsOf(error)})`, error);
  }
}

function refused(reason: string, cause: unknown): GatewayError {
  return gatewayError('ENGINE_UNAVAILABLE', { engine: 'embedded', reason }, cause);
}
