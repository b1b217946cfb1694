import type { Engine } from '../engine/engine';
import { estimatesOf } from '../engine/estimates';
import { indexesOf } from '../engine/indexes';
import { provenKeysOf, type ProvenKeys } from '../engine/provenKeys';
import type { Registry } from '../model/registry';
import type { Estimates } from '../plan/estimates';
import type { Indexes } from '../plan/indexes';

/**
 * A registry, and the properties of the database for which statements are planned: its dialect and
 * its indexes.
 */
export interface PlanningContext {
  readonly registry: Registry;
  readonly indexes: Indexes;
  readonly engine: Pick<Engine, 'dialect'>;
}

/** A registry on a database that it fits. */
export interface Gateway extends PlanningContext {
  readonly engine: Engine;
  readonly estimates: Estimates;
  readonly provenKeys: ProvenKeys;
}

/**
 * Puts a registry on an engine: looks up the indexes, estimates how many groups there are, and
 * finds out which primary keys are unique by an index. Errors: those of the engine.
 */
export async function connect(registry: Registry, engine: Engine): Promise<Gateway> {
  const columns = await engine.columns();
  return {
    registry,
    engine,
    indexes: indexesOf(registry, columns),
    estimates: estimatesOf(registry, columns),
    provenKeys: provenKeysOf(registry, columns),
  };
}
