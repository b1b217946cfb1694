import type { Plan, Scan } from '../../plan/plan';
import type { ResolvedRegistry } from '../resolvedRegistry';
import { Parents } from '../dimensions';
import { join, name, sql, type Sql } from '../fragment';
import { cellColumns, keyName } from './keys';
import { reduceSql } from './reduce';

/**
 * One read of a table, reduced to `cell [, until_cell] [, entity] [, k1 …], v1 …`. Filters apply
 * before. Keys that follow from the entity are joined after, when far fewer rows are left.
 */
export function scanSql(registry: ResolvedRegistry, plan: Plan, scan: Scan): Sql {
  const reduced = reduceSql(registry, plan, scan);
  if (!scan.keys.some(({ joinedAfterReduce }) => joinedAfterReduce)) return reduced;
  const parents = new Parents(registry, () => sql`t.entity`);
  const keys = scan.keys.map((key, index) => {
    const alias = keyName(index);
    if (!key.joinedAfterReduce) return sql`t.${alias}`;
    return sql`${parents.value(registry.dimensions.get(key.dimension)!, key.path)} as ${alias}`;
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
