import type { Registry } from '../model/registry';
import type { Plan } from '../plan/plan';
import type { Dialect } from './dialect';
import { join, name, parameter, sql, type Sql } from './fragment';
import { scanSteps } from './querySql';
import { columnsOf } from './readings/branch';
import { cellsStep } from './steps/cells';
import { statementContextOf } from './steps/context';
import { cteSql } from './steps/cte';
import { keyColumns } from './steps/shape';

/**
 * The cells of a plan without pages: slot, keys, then the value of each reading and the number of
 * its contributing rows. At most `limit` rows.
 */
export function keptCellsSql(
  registry: Registry,
  plan: Plan,
  dialect: Pick<Dialect, 'readings' | 'shapes'>,
  limit: number,
): Sql {
  const context = statementContextOf(registry, plan, dialect);
  const cells = cellsStep(context);
  const numbers = plan.readings.flatMap((reading, index) => {
    const { value, contributed } = columnsOf(reading);
    // One column may say both, and columns need names of their own.
    return [
      sql`c.${name(value)} as ${name(`value_${index + 1}`)}`,
      sql`c.${name(contributed)} as ${name(`contributed_${index + 1}`)}`,
    ];
  });
  return sql`
    with
      ${join([...scanSteps(context), cells].map(cteSql), ',\n')}
    select ${join([sql`c.slot`, ...keyColumns(plan).map((key) => sql`c.${key}`), ...numbers], ', ')}
    from ${name(cells.name)} as c
    limit ${parameter(limit, 'int')}
  `;
}
