import { matchForm, type DimensionForm } from '../model/dimensionForm';
import { keyTypeOf } from '../model/keyType';
import type { ValuesQuery } from '../query/valuesQuery';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue } from './columns';
import { keySql } from './dimensionValue';
import { write } from './dialect';
import { NOTHING, parameter, sql, type Sql } from './fragment';
import { formOrder } from './order';
import { tableSql } from './tables';

/** The values of a dimension in its own table, in the order that rows would have. */
export function valuesSql(registry: ResolvedRegistry, { dimension, search, named, limit }: ValuesQuery): Sql {
  const value = keySql(dimension.form, columnValue('t', columnOf(registry, dimension.table, dimension.column)));
  const found = search === null ? NOTHING : sql`where ${foundBy(textOf(dimension.form), search, named)}`;
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

/** The text of a value that a search looks through. Engines write true and false differently. */
function textOf(form: DimensionForm): Sql {
  const asText = () => write('cast', sql`v.value`, 'text');
  return matchForm(form, {
    text: asText,
    id: asText,
    boolean: () => sql`case when v.value then 'true' when not v.value then 'false' end`,
  });
}

function foundBy(text: Sql, search: string, named: readonly string[]): Sql {
  const held = sql`position(${write('lower', parameter(search, 'text'))} in ${write('lower', text)}) > 0`;
  return named.length === 0 ? held : sql`${held} or ${write('isOneOf', text, parameter(named, 'text[]'))}`;
}
