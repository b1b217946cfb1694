import type { DimensionTest } from '../model/condition';
import type { DimensionFilter } from '../query/query';
import type { DimensionPath } from '../model/reach';
import type { Dimension, Registry } from '../model/registry';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue } from './columns';
import { treeSql } from './conditions';
import { dimensionPasses, keySql } from './dimensionValue';
import { write } from './dialect';
import { join, name, NOTHING, sql, type Sql } from './fragment';
import { tableSql } from './tables';

/** Joins the parents that a select needs, each once, and reads dimensions from them. */
export class Parents {
  private readonly aliases = new Map<string, string>();
  private readonly joins: Sql[] = [];

  /** `base` reads a column of the table at which paths start. */
  constructor(
    private readonly registry: ResolvedRegistry,
    private readonly base: (column: string) => Sql,
  ) {}

  /** The value of a row under a dimension. */
  key(dimension: Dimension, path: DimensionPath): Sql {
    const { type } = columnOf(this.registry, dimension.table, dimension.column);
    return keySql(dimension.form, this.raw(path), type);
  }

  /** The value of a dimension's column. */
  raw(path: DimensionPath): Sql {
    let read = this.base;
    let way = '';
    for (const { table, columns } of path.joins) {
      way += `/${columns.join(',')}>${table}`;
      const alias = this.aliasOf(way, table, columns.map(read));
      read = (key) => columnValue(alias, columnOf(this.registry, table, key));
    }
    return read(path.column);
  }

  /** A join, one line for each parent. */
  get sql(): Sql {
    return this.joins.length === 0 ? NOTHING : join(this.joins, '\n');
  }

  /** `child` has the columns with the parent's key. */
  private aliasOf(way: string, parent: string, child: readonly Sql[]): string {
    const known = this.aliases.get(way);
    if (known !== undefined) return known;
    const alias = `p${this.aliases.size + 1}`;
    const { primaryKey } = this.registry.tables.get(parent)!;
    const same = primaryKey.map(
      (key, index) => sql`${name(alias, columnOf(this.registry, parent, key).name)} = ${child[index]!}`,
    );
    this.aliases.set(way, alias);
    this.joins.push(
      sql`${write('parentJoin')} ${tableSql(this.registry, parent)} as ${name(alias)} on ${join(same, ' and ')}`,
    );
    return alias;
  }
}

/** The columns of its own table that a path starts with. */
export function firstColumns(path: DimensionPath): readonly string[] {
  return path.joins[0]?.columns ?? [path.column];
}

/** A query's filter over dimensions (docs/meaning.md#conditions). `rawOf` reads their columns. */
export function filterSql(registry: Registry, filter: DimensionFilter, rawOf: (dimension: string) => Sql): Sql {
  return treeSql<DimensionTest>(filter, (test, holds) => {
    const dimension = registry.dimensions.get(test.dimension)!;
    return dimensionPasses(registry, dimension, test, rawOf(test.dimension), holds);
  });
}
