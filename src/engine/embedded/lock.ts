import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gatewayError } from '../../errors';
import { isRunning, startOf } from './processes';

/** The owner of a directory, as the lock file has it. */
interface Owner {
  readonly pid: number;
  readonly start: string | null;
  readonly host: string;
}

export interface Lock {
  release(): void;
}

const BEAT_MS = 5_000;
/** An owner whose process cannot be checked (another host or system) is gone after this silence. */
const SILENT_MS = 30_000;
/** A lock file is empty just after it was made. It stays empty only if its maker died. */
const UNFINISHED_MS = 1_000;

/**
 * Locks the directory for this process until released or the process exits. A second process on the
 * same files would destroy them. Errors: ENGINE_UNAVAILABLE while another process has the lock.
 */
export async function lock(directory: string): Promise<Lock> {
  const file = path.join(directory, 'lock');
  const own = JSON.stringify({ pid: process.pid, start: startOf(process.pid), host: hostname() } satisfies Owner);
  while (!create(file, own)) {
    const found = read(file);
    if (found === undefined) continue;
    const owner = parse(found.text);
    if (owner === undefined && found.silentMs < UNFINISHED_MS) await pause(20);
    else if (owner !== undefined && isAlive(owner, found.silentMs)) throw inUse(directory, owner);
    else remove(file, found.text);
  }
  return hold(file, own);
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): { text: string; silentMs: number } | undefined {
  try {
    return { text: readFileSync(file, 'utf8'), silentMs: Date.now() - statSync(file).mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Owner | undefined {
  try {
    const { pid, start, host } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, start: start ?? null, host } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner, silentMs: number): boolean {
  if (owner.host === hostname()) {
    if (!isRunning(owner.pid)) return false;
    // The process id may belong to another process by now, so the start times are compared.
    if (owner.start !== null && startOf(process.pid) !== null) return owner.start === startOf(owner.pid);
  }
  return silentMs < SILENT_MS;
}

/** Removes the lock of a dead owner. It is renamed first, as another process may do the same. */
function remove(file: string, text: string): void {
  const moved = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(file, moved);
    if (readFileSync(moved, 'utf8') !== text) linkSync(moved, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(moved, { force: true });
  }
}

function inUse(directory: string, owner: Owner): Error {
  const here = owner.host === hostname();
  const where = here ? (owner.pid === process.pid ? ' (this one)' : '') : ` on ${owner.host}`;
  const reason = `process ${owner.pid}${where} uses the directory ${directory}; stop it, or choose another directory`;
  return gatewayError('ENGINE_UNAVAILABLE', { engine: 'embedded', reason });
}

function hold(file: string, own: string): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Someone removed the file, so there is nothing to refresh.
    }
  }, BEAT_MS).unref();
  const release = () => {
    clearInterval(beat);
    process.off('exit', release);
    if (read(file)?.text === own) rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { release };
}
