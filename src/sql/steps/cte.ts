import { write } from '../dialect';
import { countNames, join, name, NOTHING, sql, type Sql } from '../fragment';

/** A step of a statement: a select, and the name that later steps read it by. */
export interface Cte {
  readonly name: string;
  readonly sql: Sql;
}

/** The steps before a select that reads them. What several of them read is computed once. */
export function ctesSql(ctes: readonly Cte[], select: Sql): Sql {
  const reads = countNames([...ctes.map((cte) => cte.sql), select]);
  const written = ctes.map(({ name: id, sql: body }) => {
    const once = (reads.get(id) ?? 0) > 1 ? write('computedOnce') : NOTHING;
    return sql`
      ${name(id)} as ${once}(
        ${body}
      )
    `;
  });
  return sql`
    with
      ${join(written, ',\n')}
    ${select}
  `;
}

/** The steps that a statement needs, in order. */
export function presentSteps(steps: readonly (Cte | null)[]): Cte[] {
  return steps.filter((step) => step !== null);
}
