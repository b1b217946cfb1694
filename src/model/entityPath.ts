import { entityTable, isJust, pathTo, type DimensionPath } from './reach';
import type { Registry } from './registry';
import type { TableSource } from './table';

/** A table, and the column of the entity that its rows belong to. */
export interface EntityColumn {
  readonly table: string;
  readonly entity: string | null;
}

/** The path from the rows of a table to a dimension of their entity. */
export function pathOfEntity(
  { tables, dimensions }: Pick<Registry, 'tables' | 'dimensions'>,
  table: string,
  column: string,
  dimensionKey: string,
): DimensionPath {
  const dimension = dimensions.get(dimensionKey)!;
  const parent = entityTable(tables, table, column)!;
  if (parent === table) return pathTo(tables, table, dimension)!;
  const beyond = pathTo(tables, parent, dimension)!;
  const parentKey = tables.get(parent)!.primaryKey;
  if (beyond.joins.length === 0 && isJust(parentKey, beyond.column)) return { joins: [], column };
  return { joins: [{ table: parent, columns: [column] }, ...beyond.joins], column: beyond.column };
}

/**
 * The part of a path that begins at the entity of a table's rows. The entity may be the primary key
 * of the table, or refer to a parent. Null: the entity does not determine the whole path.
 */
export function pathFromEntity(
  { tables }: Pick<Registry, 'tables'>,
  { table, entity }: EntityColumn,
  path: DimensionPath,
): DimensionPath | null {
  if (entity === null) return null;
  const { joins, column } = path;
  if (joins.length === 0 && column === entity) return { joins: [], column: '' };
  const { primaryKey, source } = tables.get(table)!;
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

/** Whether a path begins with a join from the entity to its parent. */
export function joinsEntity({ joins: [first] }: DimensionPath, entity: string | null): boolean {
  return first !== undefined && entity !== null && isJust(first.columns, entity);
}
