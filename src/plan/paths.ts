import { entityTable, isJust, pathTo, reachesFrom, type DimensionPath } from '../model/reach';
import type { Measure } from '../model/measure';
import type { Registry } from '../model/registry';
import type { TableSource } from '../model/table';
import type { ScanNeed } from './kinds/kind';
import type { ScanKey } from './plan';

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
  const column = need.entity!;
  const parent = entityTable(registry.tables, need.table, column)!;
  if (parent === need.table) return pathTo(registry.tables, need.table, dimension)!;
  const beyond = pathTo(registry.tables, parent, dimension)!;
  const parentKey = registry.tables.get(parent)!.primaryKey;
  if (beyond.joins.length === 0 && isJust(parentKey, beyond.column)) return { joins: [], column };
  return { joins: [{ table: parent, columns: [column] }, ...beyond.joins], column: beyond.column };
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

/**
 * The part of a path that begins at the need's entity. The entity may be the primary key of the
 * need's table, or refer to a parent. Null: the entity does not determine the whole path.
 */
function pathFromEntity(registry: Registry, { table, entity }: ScanNeed, path: DimensionPath): DimensionPath | null {
  if (entity === null) return null;
  const { joins, column } = path;
  if (joins.length === 0 && column === entity) return { joins: [], column: '' };
  const { primaryKey, source } = registry.tables.get(table)!;
  if (isJust(primaryKey, entity) && IS_KEY_UNIQUE[source.kind])
    return { joins: [{ table, columns: [] }, ...joins], column };
  if (!joinsEntity(path, entity)) return null;
  const [first, ...laterJoins] = joins;
  return { joins: [{ table: first!.table, columns: [] }, ...laterJoins], column };
}

/**
 * Whether the primary key of a table is certainly unique. For a select or a union only the author
 * can know, and no number may depend on that.
 */
const IS_KEY_UNIQUE: { readonly [K in TableSource['kind']]: boolean } = {
  relation: true,
  event: true,
  sql: false,
  union: false,
};

function joinsEntity({ joins: [first] }: DimensionPath, entity: string | null): boolean {
  return first !== undefined && entity !== null && isJust(first.columns, entity);
}
