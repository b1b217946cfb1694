import { matchForm, type DimensionForm, type MergedValue } from '../model/dimensionForm';
import type { RowColumn } from '../model/role';
import type { Registry } from '../model/registry';
import type { ColumnType } from '../model/table';
import type { ValueTest } from '../model/valueTest';
import { columnOf } from './columns';
import { write } from './dialect';
import { join, parameter, sql, type Sql } from './fragment';
import { numberKeySql, numberPasses } from './numberValue';
import { testSql } from './valueTest';

/**
 * The value of a row under a dimension, from that of its column, which has a type. Null form: the
 * column itself.
 */
export function keySql(form: DimensionForm | null, raw: Sql, type: ColumnType): Sql {
  if (form === null) return raw;
  return matchForm(form, {
    text: ({ empty, merged }) => {
      const value = mergedSql(merged, empty === null ? raw : sql`nullif(${raw}, '')`);
      return empty === null ? value : sql`coalesce(${value}, ${parameter(empty, 'text')})`;
    },
    id: () => raw,
    boolean: () => raw,
    number: ({ bins }) => numberKeySql(bins, raw, type),
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

/** Whether the value of a row under a dimension passes a test, or fails it. */
export function dimensionPasses(
  registry: Pick<Registry, 'tables'>,
  { table, column, form }: RowColumn,
  test: ValueTest,
  raw: Sql,
  holds: boolean,
): Sql {
  const tested = { table: registry.tables.get(table)!, column: columnOf(registry, table, column) };
  if (form?.type === 'number') return numberPasses(test, { ...tested, value: raw }, holds);
  return testSql(test, { ...tested, value: keySql(form, raw, tested.column.type) }, holds);
}
