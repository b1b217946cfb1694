import type { Engine } from '../engine/engine';
import { indexesOf } from '../engine/indexes';
import { estimatesOf } from '../engine/estimates';
import type { Estimates } from '../plan/estimates';
import type { Indexes } from '../plan/indexes';
import type { Registry } from '../model/registry';
import { FirstRows } from './firstRows';
import { ChangeWatcher, type ChangeWatcherOptions } from './changeWatcher';

/** What answers questions: definitions, and a database that they fit. */
export interface Gateway {
  readonly registry: Registry;
  readonly engine: Engine;
  readonly indexes: Indexes;
  readonly estimates: Estimates;
  readonly firstRows: FirstRows;
  readonly changeWatcher: ChangeWatcher;
}

/** Puts a registry on an engine: looks up what may be found by an index there, and how many groups there may be. Errors: those of the engine. */
export async function connect(
  registry: Registry,
  engine: Engine,
  watchOptions: Partial<ChangeWatcherOptions> = {},
): Promise<Gateway> {
  const columns = await engine.columns();
  const indexes = indexesOf(registry, columns);
  return {
    registry,
    engine,
    indexes,
    estimates: estimatesOf(registry, columns),
    firstRows: new FirstRows(registry, engine),
    changeWatcher: new ChangeWatcher({ registry, engine, indexes }, watchOptions),
  };
}
