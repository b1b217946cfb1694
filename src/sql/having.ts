import type { NumberCondition, NumberFilter } from '../query/query';
import { treeSql } from './conditions';
import { name, parameter, sql, type Sql } from './fragment';

/** Conditions on the numbers of a row `a`, whose columns have the metrics' names (docs/meaning.md#having). */
export function havingSql(having: NumberFilter): Sql {
  return treeSql<NumberCondition>(having, (condition, holds) => {
    const number = sql`a.${name(condition.metric)}`;
    switch (condition.kind) {
      case 'null':
        return holds ? sql`${number} is null` : sql`${number} is not null`;
      case 'equal': {
        const value = parameter(condition.value, 'numeric');
        return holds ? sql`${number} = ${value}` : sql`${number} is distinct from ${value}`;
      }
      case 'less':
        return compared(sql`${number} < ${parameter(condition.value, 'numeric')}`, holds);
      case 'greater':
        return compared(sql`${number} > ${parameter(condition.value, 'numeric')}`, holds);
    }
  });
}

/** Null is neither less nor greater than a value. */
function compared(comparison: Sql, holds: boolean): Sql {
  return holds ? comparison : sql`(${comparison}) is not true`;
}
