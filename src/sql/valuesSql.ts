import { matchForm, type DimensionForm } from '../model/dimensionForm';
import { keyTypeOf } from '../model/keyType';
import type { ColumnType } from '../model/table';
import type { ValuesQuery } from '../query/valuesQuery';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue } from './columns';
import { keySql } from './dimensionValue';
import { write } from './dialect';
import { NOTHING, parameter, sql, type Sql } from './fragment';
import { numberTextContains, numberTextIsOneOf } from './numberValue';
import { formOrder } from './order';
import { tableSql } from './tables';

/** The values of a dimension in its own table, in the order that rows would have. */
export function valuesSql(registry: ResolvedRegistry, { dimension, search, named, limit }: ValuesQuery): Sql {
  const column = columnOf(registry, dimension.table, dimension.column);
  const value = keySql(dimension.form, columnValue('t', column), column.type);
  const found = search === null ? NOTHING : sql`where ${foundIn(dimension.form, column.type, search, named)}`;
  const order = sql`${formOrder(sql`v.value`, keyTypeOf(registry, dimension), dimension.form)} nulls last`;
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

/** Whether the text of a value contains a text, or is one of some. */
function foundIn(form: DimensionForm, type: ColumnType, search: string, named: readonly string[]): Sql {
  const key = sql`v.value`;
  const asText = () => foundBy(write('cast', key, 'text'), search, named);
  return matchForm(form, {
    text: asText,
    id: asText,
    // Engines write true and false differently.
    boolean: () => foundBy(sql`case when v.value then 'true' when not v.value then 'false' end`, search, named),
    number: ({ bins }) => {
      const held = numberTextContains(bins, key, type, search);
      return named.length === 0 ? held : sql`${held} or ${numberTextIsOneOf(bins, key, type, named)}`;
    },
  });
}

function foundBy(text: Sql, search: string, named: readonly string[]): Sql {
  const held = sql`position(${write('lower', parameter(search, 'text'))} in ${write('lower', text)}) > 0`;
  return named.length === 0 ? held : sql`${held} or ${write('isOneOf', text, parameter(named, 'text[]'))}`;
}
