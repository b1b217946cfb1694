import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { GatewayError, gatewayError } from '../../errors';
import type { Engine } from '../engine';
import { PooledEngine } from '../pooled';
import { lock, type Lock } from './lock';
import { Sessions } from './sessions';
import { EmbeddedStream } from './stream';

/** PostgreSQL in this process, on a directory of its own. */
export interface EmbeddedDatabase {
  /** Reads from it. Closing the engine closes the database. */
  readonly engine: Engine;
  /**
   * A connection for the `pg` driver, whose `stream` option takes this function (TypeORM: `extra: { stream, ssl: false }`,
   * `poolSize: 1`; user and database are `postgres`, there is no password). Connections take turns: one waits until the one
   * before has ended, so end yours before the engine is asked. `COPY … FROM STDIN` does not work.
   */
  stream(): Duplex;
  close(): Promise<void>;
}

/** The engine leaves the database to other connections when it has been idle for so long. */
const IDLE_FOR_MS = 250;

/** Opens the embedded database in `directory`, and makes it there if there is none. Errors: ENGINE_UNAVAILABLE. */
export async function openEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const held = await hold(directory);
  const sessions = new Sessions(path.join(path.resolve(directory), 'postgres'));
  try {
    await sessions.start();
  } catch (error) {
    held.release();
    throw refused(`the one in ${directory} does not start (${words(error)})`, error);
  }
  const stream = () => new EmbeddedStream(sessions);
  const engine = new PooledEngine({
    name: 'embedded',
    pool: { max: 1, stream, ssl: false, user: 'postgres', database: 'postgres', idleTimeoutMillis: IDLE_FOR_MS },
    serverGraceMs: null,
    // Its one backend reports what it counted only with the transaction after.
    countsChanges: false,
    onOverdue: () => sessions.restart(),
    endStatements: async () => void (await sessions.kill()),
    release: async () => {
      await sessions.end();
      held.release();
    },
  });
  return { engine, stream, close: () => engine.close() };
}

async function hold(directory: string): Promise<Lock> {
  try {
    await mkdir(directory, { recursive: true });
    return await lock(directory);
  } catch (error) {
    throw error instanceof GatewayError
      ? error
      : refused(`the directory ${directory} cannot be used (${words(error)})`, error);
  }
}

function refused(reason: string, cause: unknown): GatewayError {
  return gatewayError('ENGINE_UNAVAILABLE', { engine: 'embedded', reason }, cause);
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
