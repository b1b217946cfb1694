import { pathTo } from '../model/reach';
import type { Table } from '../model/table';
import type { RowFilter, RowTest } from '../model/role';
import type { ResolvedRegistry } from './resolvedRegistry';
import { emptyOf } from '../model/dimensionForm';
import { columnOf, columnValue } from './columns';
import { combine, treeSql } from './conditions';
import { dimensionPasses } from './dimensionValue';
import { write } from './dialect';
import { join, name, NOTHING, sql, type Sql } from './fragment';
import { textPasses } from './valueTest';

/** The rows of a table, for `from`. */
type TableSql = (key: string) => Sql;

/**
 * Whether the caller may see a row `alias` of a table. A condition on a parent is a sub-query and
 * not a join, so that no row is repeated. A missing parent has the value that its dimension says.
 * `allRowsOf` reads tables without rules, so that the result is the same for every caller.
 */
export function visibleSql(
  registry: ResolvedRegistry,
  table: Table,
  alias: string,
  condition: RowFilter,
  allRowsOf: TableSql,
): Sql {
  return treeSql<RowTest>(condition, (test, holds) => {
    const { joins, column } = pathTo(registry.tables, table.key, test.at)!;
    const [first, ...moreJoins] = joins;
    if (first === undefined)
      return dimensionPasses(registry, test.at, test, columnValue(alias, columnOf(registry, table.key, column)), holds);
    const keysOf = (parent: string, at: string, child: string, of: string, columns: readonly string[]) =>
      registry.tables.get(parent)!.primaryKey.map((key, index) => ({
        key: name(at, columnOf(registry, parent, key).name),
        held: columnValue(child, columnOf(registry, of, columns[index]!)),
      }));
    let [last, lastTable] = ['p1', first.table];
    const further = moreJoins.map((step, index) => {
      const at = `p${index + 2}`;
      const same = keysOf(step.table, at, last, lastTable, step.columns).map(({ key, held }) => sql`${key} = ${held}`);
      const line = sql`${write('parentJoin')} ${allRowsOf(step.table)} as ${name(at)} on ${combine(same, 'and')}`;
      [last, lastTable] = [at, step.table];
      return line;
    });
    const value = columnValue(last, columnOf(registry, lastTable, column));
    const keys = keysOf(first.table, 'p1', alias, table.key, first.columns);
    const found = (passes: boolean): Sql =>
      write('isMatched', {
        values: keys.map(({ held }) => held),
        columns: keys.map(({ key }) => key),
        from: sql`
          from ${allRowsOf(first.table)} as p1
          ${further.length === 0 ? NOTHING : join(further, '\n')}
        `,
        where: dimensionPasses(registry, test.at, test, value, passes),
      });
    // If a row without a parent passes, this is `not exists` (a parent that fails). Otherwise it is
    // `exists` (a parent that passes).
    return passesMissing(test) === holds ? sql`not ${found(!holds)}` : found(holds);
  });
}

/** Whether a test holds for a missing parent. */
function passesMissing(test: RowTest): boolean {
  const empty = emptyOf(test.at.form);
  if (test.kind === 'null') return empty === null;
  return empty !== null && textPasses(test, empty);
}
