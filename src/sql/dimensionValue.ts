import { matchForm, type DimensionForm, type MergedValue } from '../model/dimensionForm';
import type { RowColumn } from '../model/role';
import type { Registry } from '../model/registry';
import { columnOf, membership } from './columns';
import { write } from './dialect';
import { join, parameter, sql, type Sql } from './fragment';

/**
 * The value of a row under a dimension, from that of the column. Null form: the column itself.
 */
export function keySql(form: DimensionForm | null, raw: Sql): Sql {
  if (form === null) return raw;
  return matchForm(form, {
    text: ({ empty, merged }) => {
      const value = mergedSql(merged, empty === null ? raw : sql`nullif(${raw}, '')`);
      return empty === null ? value : sql`coalesce(${value}, ${parameter(empty, 'text')})`;
    },
    id: () => raw,
    boolean: () => raw,
  });
}

/** A null is in no list, and stays null. */
function mergedSql(merged: readonly MergedValue[], raw: Sql): Sql {
  if (merged.length === 0) return raw;
  const cases = merged.map(
    ({ value, from }) => sql`when ${write('isOneOf', raw, parameter(from, 'text[]'))} then ${parameter(value, 'text')}`,
  );
  return sql`case ${join(cases, '\n')} else ${raw} end`;
}

/** Whether a row has no value under a dimension, or has one. */
export function isNullSql({ form }: Pick<RowColumn, 'form'>, raw: Sql, holds: boolean): Sql {
  const value = keySql(form, raw);
  return holds ? sql`${value} is null` : sql`${value} is not null`;
}

/** Whether the value of a row under a dimension is one of a list. Null is in no list. */
export function isOneOfSql(
  registry: Pick<Registry, 'tables'>,
  { table, column, form }: RowColumn,
  raw: Sql,
  values: readonly string[],
  holds: boolean,
): Sql {
  const columnInTable = { table: registry.tables.get(table)!, column: columnOf(registry, table, column) };
  return membership(keySql(form, raw), values, columnInTable, holds);
}
