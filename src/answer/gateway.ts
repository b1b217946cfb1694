import type { Engine } from '../engine/engine';
import { indexesOf } from '../engine/indexes';
import type { Indexes } from '../plan/indexes';
import type { Registry } from '../registry/registry';
import { FirstRows } from './firstRows';
import { Live, type LiveOptions } from './live';

/** What answers questions: definitions, and a database that they fit. */
export interface Gateway {
  readonly registry: Registry;
  readonly engine: Engine;
  readonly indexes: Indexes;
  readonly firstRows: FirstRows;
  readonly live: Live;
}

/** Puts a registry on an engine: looks up what may be found by an index there. Errors: those of the engine. */
export async function connect(registry: Registry, engine: Engine, live: Partial<LiveOptions> = {}): Promise<Gateway> {
  const indexes = indexesOf(registry, await engine.columns());
  return {
    registry,
    engine,
    indexes,
    firstRows: new FirstRows(registry, engine),
    live: new Live({ registry, engine, indexes }, live),
  };
}
