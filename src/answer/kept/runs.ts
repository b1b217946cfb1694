import type { Engine } from '../../engine/engine';
import type { Statement } from '../../sql/statement';

/** The state of the database before a statement began, and when that was. */
export interface Began {
  readonly state: string | null;
  /** By the monotonic clock, in milliseconds. */
  readonly at: number;
}

interface Run {
  readonly began: Began;
  users: number;
}

/** The statements that run on an engine for any of its gateways. */
const running = new WeakMap<Engine, Map<string, Run>>();

/**
 * Runs a statement, and returns how it began. The engine may let it join an equal one that runs
 * already, and that one began in an earlier state. Errors: those of `run`.
 */
export async function knownRun<T>(
  engine: Engine,
  { text, parameters }: Statement,
  began: Began,
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly began: Began }> {
  const runs = running.get(engine) ?? new Map<string, Run>();
  running.set(engine, runs);
  const key = JSON.stringify([text, parameters]);
  const own = runs.get(key) ?? { began, users: 0 };
  runs.set(key, own);
  own.users += 1;
  try {
    return { result: await run(), began: own.began };
  } finally {
    own.users -= 1;
    if (own.users === 0 && runs.get(key) === own) runs.delete(key);
  }
}
