import { Parents } from '../dimensions';
import { join, name, sql, type Sql } from '../fragment';
import { cellColumns, keyName } from './keys';
import { reduceSql, type Reduced } from './reduce';

/**
 * One read of a table, reduced to `cell [, until_cell] [, entity] [, k1 …], v1 …`. Filters apply
 * before. Keys that follow from the entity are joined after, when far fewer rows are left.
 */
export function scanSql(read: Reduced): Sql {
  const { registry, scan } = read;
  const reduced = reduceSql(read);
  if (!scan.keys.some(({ joinedAfterReduce }) => joinedAfterReduce)) return reduced;
  const parents = new Parents(registry, () => sql`t.entity`);
  const keys = scan.keys.map((key, index) => {
    const alias = keyName(index);
    if (!key.joinedAfterReduce) return sql`t.${alias}`;
    return sql`${parents.key(registry.dimensions.get(key.dimension)!, key.path)} as ${alias}`;
  });
  const values = scan.values.map(({ id }) => sql`t.${name(id)}`);
  return sql`
    select
      ${join([...cellColumns(scan, 't'), sql`t.entity`, ...keys, ...values], ',\n')}
    from (
      ${reduced}
    ) as t
    ${parents.sql}
  `;
}
