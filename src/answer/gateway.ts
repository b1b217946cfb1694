import { indexesOf } from '../engine/indexes';
import type { Engine } from '../engine/engine';
import type { Indexes } from '../plan/indexes';
import type { Registry } from '../registry/registry';

/** What answers questions: definitions, and a database that they fit. */
export interface Gateway {
  readonly registry: Registry;
  readonly engine: Engine;
  readonly indexes: Indexes;
}

/** Puts a registry on an engine: looks up what may be found by an index there. Errors: those of the engine. */
export async function connect(registry: Registry, engine: Engine): Promise<Gateway> {
  return { registry, engine, indexes: indexesOf(registry, await engine.columns()) };
}
