import { joinsEntity, pathFromEntity, pathOfEntity } from '../model/entityPath';
import { entityTable, pathTo, reachesFrom, type DimensionPath } from '../model/reach';
import type { Measure } from '../model/measure';
import type { Registry } from '../model/registry';
import type { ScanNeed } from './kinds/kind';
import type { ScanKey } from './scan';

/**
 * The path from a need's table to a dimension: from the row, or from the row's entity if the need
 * reads the dimensions of entities (`keys` is `entity`).
 */
export function pathFor(
  registry: Registry,
  need: Pick<ScanNeed, 'table' | 'keys' | 'entity'>,
  dimensionKey: string,
): DimensionPath {
  const dimension = registry.dimensions.get(dimensionKey)!;
  if (need.keys !== 'entity') {
    const path = pathTo(registry.tables, need.table, dimension);
    if (path !== null) return path;
    // A scan that only looks up entities needs no paths: the cohort has them.
    return { joins: [], column: '' };
  }
  return pathOfEntity(registry, need.table, need.entity!, dimensionKey);
}

/** Whether a dimension distinguishes the rows of a measure. */
export function measureReaches({ tables, dimensions }: Registry, measure: Measure, dimension: string): boolean {
  const from = reachesFrom(tables, measure);
  return from !== null && pathTo(tables, from, dimensions.get(dimension)!) !== null;
}

/** Whether a dimension distinguishes the rows of a need's table, or their entities. */
export function needReaches({ tables, dimensions }: Registry, need: ScanNeed, dimension: string): boolean {
  const from = need.keys === 'entity' ? entityTable(tables, need.table, need.entity!) : need.table;
  return from !== null && pathTo(tables, from, dimensions.get(dimension)!) !== null;
}

export function keysOf(registry: Registry, need: ScanNeed, paths: ReadonlyMap<string, DimensionPath>): ScanKey[] {
  return [...paths].map(([dimension, path]) => {
    const ofEntity = pathFromEntity(registry, need, path) !== null;
    return { dimension, path, ofEntity, joinedAfterReduce: ofEntity && joinsEntity(path, need.entity) };
  });
}

/**
 * Whether a scan reads a dimension of an entity exactly as the cohort does, so that a filter by it
 * may leave out other entities' rows. The two differ if one path joins a parent that the other
 * skips, because the parent's row may be missing.
 */
export function isAlikeInCohort(registry: Registry, need: ScanNeed, cohort: ScanNeed, dimension: string): boolean {
  const [here, there] = [need, cohort].map((one) => pathFromEntity(registry, one, pathFor(registry, one, dimension)));
  return here !== null && JSON.stringify(here) === JSON.stringify(there);
}
