import type { NumberFilter } from '../query/query';
import { combine } from './columns';
import { name, parameter, sql, type Sql } from './fragment';

/**
 * Conditions on the numbers of a row `a`, which are called by their metrics. Two-valued: `not` is pushed down to the leaves, where null
 * is dealt with (docs/meaning.md#having).
 */
export function havingSql(having: NumberFilter): Sql {
  const positive = (part: NumberFilter, holds: boolean): Sql => {
    switch (part.kind) {
      case 'not':
        return positive(part.of, !holds);
      case 'all':
      case 'any': {
        const parts = part.of.map((one) => positive(one, holds));
        return combine(parts, (part.kind === 'all') === holds ? 'and' : 'or');
      }
      case 'null':
        return holds ? sql`${number(part.metric)} is null` : sql`${number(part.metric)} is not null`;
      case 'equal': {
        const value = parameter(part.value, 'numeric');
        return holds ? sql`${number(part.metric)} = ${value}` : sql`${number(part.metric)} is distinct from ${value}`;
      }
      case 'less':
      case 'greater': {
        const value = parameter(part.value, 'numeric');
        const compared =
          part.kind === 'less' ? sql`${number(part.metric)} < ${value}` : sql`${number(part.metric)} > ${value}`;
        return holds ? compared : sql`(${compared}) is not true`;
      }
    }
  };
  return positive(having, true);
}

function number(metric: string): Sql {
  return sql`a.${name(metric)}`;
}
