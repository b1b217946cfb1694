import { pathTo } from '../registry/reach';
import type { Table } from '../registry/registry';
import type { RowFilter, RowPlace } from '../registry/role';
import type { Asked } from './asked';
import { columnOf, columnValue, membership, presented } from './columns';
import { combine, treeSql } from './conditions';
import { join, name, NOTHING, sql, type Sql } from './fragment';

type Leaf = Extract<RowFilter, { readonly at: RowPlace }>;

/** A table as it stands in `from`. */
type TableSql = (key: string) => Sql;

/**
 * Whether a row `alias` of a table passes a condition on who may see it. What is told by a parent is looked up in it and never joined to it: no row is
 * there twice, and a parent that is missing counts as its dimension says. `whole` has the rows of tables whoever asks: that decides what is there.
 */
export function seenSql(asked: Asked, table: Table, alias: string, condition: RowFilter, whole: TableSql): Sql {
  return treeSql<Leaf>(condition, (leaf, holds) => {
    const { joins, column } = pathTo(asked.tables, table.key, leaf.at)!;
    const [first, ...rest] = joins;
    if (first === undefined) return leafSql(asked, leaf, columnValue(alias, columnOf(asked, table.key, column)), holds);
    const matches = (parent: string, at: string, child: string, of: string, columns: readonly string[]): Sql => {
      const keys = asked.tables.get(parent)!.primaryKey.map((key, index) => {
        const held = columnValue(child, columnOf(asked, of, columns[index]!));
        return sql`${name(at, columnOf(asked, parent, key).name)} = ${held}`;
      });
      return combine(keys, 'and');
    };
    let [last, lastTable] = ['p1', first.table];
    const further = rest.map((step, index) => {
      const at = `p${index + 2}`;
      const line = sql`left join ${whole(step.table)} as ${name(at)} on ${matches(step.table, at, last, lastTable, step.columns)}`;
      [last, lastTable] = [at, step.table];
      return line;
    });
    const value = columnValue(last, columnOf(asked, lastTable, column));
    const found = (passes: boolean): Sql => sql`
      exists (
        select from ${whole(first.table)} as p1
        ${further.length === 0 ? NOTHING : join(further, '\n')}
        where ${matches(first.table, 'p1', alias, table.key, first.columns)} and ${leafSql(asked, leaf, value, passes)}
      )
    `;
    // Where a missing parent passes, there must be none that fails; where it fails, there must be one that passes.
    return passesMissing(leaf) === holds ? sql`not ${found(!holds)}` : found(holds);
  });
}

/** Whether a condition holds where there is no parent. */
function passesMissing(leaf: Leaf): boolean {
  const { empty } = leaf.at;
  if (leaf.kind === 'null') return empty === null;
  return empty !== null && leaf.values.includes(empty);
}

function leafSql(asked: Asked, leaf: Leaf, raw: Sql, holds: boolean): Sql {
  const { table, column, empty } = leaf.at;
  const value = presented({ empty }, raw);
  if (leaf.kind === 'null') return holds ? sql`${value} is null` : sql`${value} is not null`;
  const place = { table: asked.tables.get(table)!, column: columnOf(asked, table, column) };
  return membership(value, leaf.values, place, holds);
}
