import type { NumberCondition, NumberFilter } from '../query/query';
import { treeSql } from './conditions';
import { name, parameter, sql, type Sql } from './fragment';

/** Conditions on the numbers of a row `a`, which are called by their metrics (docs/meaning.md#having). */
export function havingSql(having: NumberFilter): Sql {
  return treeSql<NumberCondition>(having, (condition, holds) => {
    const number = sql`a.${name(condition.metric)}`;
    if (condition.kind === 'null') return holds ? sql`${number} is null` : sql`${number} is not null`;
    const value = parameter(condition.value, 'numeric');
    if (condition.kind === 'equal') return holds ? sql`${number} = ${value}` : sql`${number} is distinct from ${value}`;
    const compared = condition.kind === 'less' ? sql`${number} < ${value}` : sql`${number} > ${value}`;
    return holds ? compared : sql`(${compared}) is not true`;
  });
}
