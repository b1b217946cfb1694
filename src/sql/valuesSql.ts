import type { ValuesQuery } from '../query/valuesQuery';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue, presented } from './columns';
import { NOTHING, parameter, sql, type Sql } from './fragment';
import { tableSql } from './tables';

/** The values of a dimension as they stand in its own table, in the order rows would have. */
export function valuesSql(registry: ResolvedRegistry, { dimension, search, named, limit }: ValuesQuery): Sql {
  const value = presented(dimension, columnValue('t', columnOf(registry, dimension.table, dimension.column)));
  const found = search === null ? NOTHING : sql`where ${foundBy(search, named)}`;
  const order = dimension.type === 'text' ? sql`v.value collate "C" nulls last` : sql`v.value nulls last`;
  return sql`
    select v.value
    from (
      select distinct ${value} as value
      from ${tableSql(registry, dimension.table)} as t
    ) as v
    ${found}
    order by ${order}
    limit ${parameter(limit, 'int')}
  `;
}

function foundBy(search: string, named: readonly string[]): Sql {
  const held = sql`position(lower(${parameter(search, 'text')}) in lower(v.value::text)) > 0`;
  return named.length === 0 ? held : sql`${held} or v.value::text = any (${parameter(named, 'text[]')})`;
}
