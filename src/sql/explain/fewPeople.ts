import type { Reading } from '../../plan/plan';
import type { Top } from '../../query/query';
import { combine } from '../conditions';
import { name, parameter, sql, type Sql } from '../fragment';
import { isWanted, peopleBranches } from '../readings';
import { columnsOf, othersName, peopleColumn, type BranchContext, type BranchView } from '../readings/branch';
import { totalsSql } from '../stitch';
import type { StatementContext } from '../steps/context';
import type { Cte } from '../steps/cte';
import { othersScanSql } from '../top/others';
import { rankedKey } from '../top/ranked';

/** The people of all suppressed groups of a dimension together, as one row. */
export interface FewPeople {
  readonly ctes: readonly Cte[];
  /** The CTE with the row. */
  readonly from: string;
  /** Its columns. */
  readonly people: readonly string[];
}

/**
 * Counts the people of the groups that rest on too few (docs/meaning.md#few-people). Null: no
 * number rests on people.
 */
export function fewSteps(
  context: StatementContext,
  readings: readonly Reading[],
  { cells, index }: { readonly cells: string; readonly index: number },
): FewPeople | null {
  const { plan, scans, named } = context;
  const counted = readings.filter(({ people }) => people);
  if (counted.length === 0) return null;
  const ids = [...new Set(counted.map(({ scan }) => scan))];
  let suffix = `few_${index + 1}`;
  while (ids.some((id) => named(othersName(scans.get(id)!, suffix)) !== othersName(scans.get(id)!, suffix)))
    suffix += '_';
  const kept = named(`shown_${index + 1}`);
  // The rows of the other groups are found as those of the Others group of `top` are.
  const top: Top = { n: 1, by: '', of: [plan.groupBy[index]!], direction: 'desc', others: true };
  const shown = sql`
    select ${rankedKey(context, top, 'c')} as key
    from ${name(cells)} as c
    where not ${fewSql(counted, plan.policy.smallestGroup!.size)}
  `;
  const view: BranchView = { placement: 'rows', keys: [], personKey: null, othersSuffix: suffix, cells };
  const people: BranchContext = { ...context, view };
  const branches = peopleBranches(
    people,
    counted.filter((reading) => isWanted(reading, people)),
  );
  const from = named(`people_${index + 1}`);
  return {
    from,
    people: counted.map(peopleColumn),
    ctes: [
      { name: kept, sql: shown },
      ...ids.map((id) => ({
        name: othersName(scans.get(id)!, suffix),
        sql: othersScanSql(context, top, { scan: scans.get(id)!, keys: [plan.personKeyIndex!], ranked: kept }),
      })),
      { name: from, sql: totalsSql(branches, counted) },
    ],
  };
}

/** Whether some part of either number of a group rests on too few people. */
function fewSql(counted: readonly Reading[], size: number): Sql {
  return combine(
    counted.map((reading) => {
      const contributed = sql`coalesce(c.${name(columnsOf(reading).contributed)}, 0)`;
      const people = sql`coalesce(c.${name(peopleColumn(reading))}, 0)`;
      return sql`(${contributed} > 0 and ${people} < ${parameter(size, 'int')})`;
    }),
    'or',
  );
}
