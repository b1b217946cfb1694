import { entityTable, isJust, pathTo, reachesFrom, type DimensionPath } from '../registry/reach';
import type { Measure, Registry } from '../registry/registry';
import type { ScanNeed } from './kinds/kind';
import type { ScanKey } from './plan';

/** The way from a need's table to a dimension: by the row, or by its entity where the number is one of entities. */
export function pathFor(registry: Registry, need: ScanNeed, dimensionKey: string): DimensionPath {
  const dimension = registry.dimensions.get(dimensionKey)!;
  if (need.keys !== 'entity') {
    const path = pathTo(registry.tables, need.table, dimension);
    if (path !== null) return path;
    // A scan that only looks at entities need not reach what the cohort does.
    return { joins: [], column: '' };
  }
  const column = need.entity!;
  const parent = entityTable(registry.tables, need.table, column)!;
  if (parent === need.table) return pathTo(registry.tables, need.table, dimension)!;
  const beyond = pathTo(registry.tables, parent, dimension)!;
  const parentKey = registry.tables.get(parent)!.primaryKey;
  if (beyond.joins.length === 0 && isJust(parentKey, beyond.column)) return { joins: [], column };
  return { joins: [{ table: parent, columns: [column] }, ...beyond.joins], column: beyond.column };
}

/** Whether the rows of a measure are told apart by a dimension. */
export function isAbout({ tables, dimensions }: Registry, measure: Measure, dimension: string): boolean {
  const from = reachesFrom(tables, measure);
  return from !== null && pathTo(tables, from, dimensions.get(dimension)!) !== null;
}

/** Whether a need's table tells its rows, or their entities, apart by a dimension. */
export function reachesIn({ tables, dimensions }: Registry, need: ScanNeed, dimension: string): boolean {
  const from = need.keys === 'entity' ? entityTable(tables, need.table, need.entity!) : need.table;
  return from !== null && pathTo(tables, from, dimensions.get(dimension)!) !== null;
}

export function keysOf(registry: Registry, need: ScanNeed, paths: ReadonlyMap<string, DimensionPath>): ScanKey[] {
  return [...paths].map(([dimension, path]) => {
    const ofEntity = isOfEntity(registry, need, path);
    return { dimension, path, ofEntity, late: ofEntity && joinsEntity(path, need.entity) };
  });
}

export function allOfEntity(registry: Registry, need: ScanNeed, paths: ReadonlyMap<string, DimensionPath>): boolean {
  return [...paths.values()].every((path) => isOfEntity(registry, need, path));
}

/** Whether everything read along the path follows from the need's entity. */
function isOfEntity(registry: Registry, { table, entity }: ScanNeed, path: DimensionPath): boolean {
  if (entity === null) return false;
  const { primaryKey, source } = registry.tables.get(table)!;
  // That a select's or a union's key is one, only its author can say, and no number should rest on it.
  if (isJust(primaryKey, entity) && (source.kind === 'relation' || source.kind === 'event')) return true;
  return path.joins.length === 0 ? path.column === entity : joinsEntity(path, entity);
}

function joinsEntity({ joins: [first] }: DimensionPath, entity: string | null): boolean {
  return first !== undefined && entity !== null && isJust(first.columns, entity);
}
