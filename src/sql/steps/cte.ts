import { write } from '../dialect';
import { name, sql, type Sql } from '../fragment';

/** A step of a statement: a select, and the name that later steps read it by. */
export interface Cte {
  readonly name: string;
  readonly sql: Sql;
}

export function cteSql({ name: id, sql: body }: Cte): Sql {
  return sql`
    ${name(id)} as ${write('computedOnce')}(
      ${body}
    )
  `;
}

/** The steps that a statement needs, in order. */
export function presentSteps(steps: readonly (Cte | null)[]): Cte[] {
  return steps.filter((step) => step !== null);
}
