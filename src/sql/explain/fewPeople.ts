import type { Reading } from '../../plan/reading';
import type { Scan } from '../../plan/scan';
import type { Top } from '../../query/query';
import { combine } from '../conditions';
import { join, name, ordinals, parameter, sql, type Sql } from '../fragment';
import { isWanted, peopleBranches } from '../readings';
import { columnsOf, othersName, peopleColumn, type BranchContext, type BranchView } from '../readings/branch';
import { cellColumns, keyName } from '../scan/keys';
import { togetherSql } from '../scan/values';
import { totalsSql } from '../stitch';
import type { StatementContext } from '../steps/context';
import type { Cte } from '../steps/cte';
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
  const groups = named(`few_groups_${index + 1}`);
  const top: Top = { n: 1, by: '', of: [plan.groupBy[index]!], direction: 'desc', others: true };
  const few = sql`
    select ${rankedKey(context, top, 'c')} as key
    from ${name(cells)} as c
    where ${fewSql(counted, plan.policy.smallestGroup!.size)}
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
      { name: groups, sql: few },
      ...ids.map((id) => ({
        name: othersName(scans.get(id)!, suffix),
        sql: fewScanSql(context, scans.get(id)!, top, groups),
      })),
      { name: from, sql: totalsSql(branches, counted) },
    ],
  };
}

/** The rows of a scan that belong to suppressed groups: one for each cell, entity and person. */
function fewScanSql(context: StatementContext, scan: Scan, top: Top, groups: string): Sql {
  const entity = scan.entity === null ? [] : [sql`s.entity`];
  const person = sql`s.${keyName(context.plan.personKeyIndex!)}`;
  const columns = [...cellColumns(scan, 's'), ...entity, person];
  const sums = scan.values.map(({ id, fn }) => sql`${togetherSql(fn, sql`s.${name(id)}`)} as ${name(id)}`);
  return sql`
    select ${join([...columns, ...sums], ', ')}
    from ${name(scan.id)} as s
    join ${name(groups)} as t on t.key = ${rankedKey(context, top, 's')}
    group by ${ordinals(columns.length)}
  `;
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
