import type { NumberCondition, NumberFilter } from '../query/query';
import { treeSql } from './conditions';
import { write } from './dialect';
import { name, parameter, sql, type Sql } from './fragment';

/**
 * Conditions on the numbers of a row `a`, which has a column for each metric
 * (docs/meaning.md#having).
 */
export function havingSql(having: NumberFilter): Sql {
  return treeSql<NumberCondition>(having, (condition, holds) => {
    const number = sql`a.${name(condition.metric)}`;
    switch (condition.kind) {
      case 'null':
        return holds ? sql`${number} is null` : sql`${number} is not null`;
      case 'equal': {
        const value = parameter(condition.value, 'numeric');
        return holds ? sql`${number} = ${value}` : write('isDistinct', number, value);
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
  return holds ? comparison : write('isNotTrue', comparison);
}
