import type { Registry } from '../../model/registry';
import type { Plan } from '../../plan/plan';
import type { Reading } from '../../plan/reading';
import { write, type Dialect } from '../dialect';
import { columnName, type MetricColumn } from '../formulas';
import { join, name, parameter, sql, wholeNumber, type Sql } from '../fragment';
import { dimensionOrder } from '../order';
import { scanSteps } from '../querySql';
import { branchesOf } from '../readings';
import { CELLS } from '../readings/summed';
import { keyName } from '../scan/keys';
import { cellsSql, readingColumns } from '../stitch';
import { answerSql } from '../steps/answer';
import { pageContextOf, statementContextOf, type StatementContext } from '../steps/context';
import { cteSql, type Cte } from '../steps/cte';
import { nullKeys } from '../steps/shape';
import { totalsStep } from '../steps/totals';
import { fewSteps, type FewPeople } from './fewPeople';

const NO_NUMBER = write('nullOf', 'numeric');

/** The statement of an explanation, and the meaning of its columns. */
export interface ExplainSql {
  readonly sql: Sql;
  readonly layout: ExplainLayout;
}

/**
 * The columns: part, position, a key for each dimension, `readings`, `overall`. Part 0 is the whole
 * number, and fills `overall`. Part _n_ has the groups of the _n_-th dimension, in the order of
 * their keys. Part -_n_ has the people of its suppressed groups together, if people matter.
 */
export interface ExplainLayout {
  readonly readings: readonly string[];
  readonly overall: readonly Pick<MetricColumn, 'metric' | 'part'>[];
}

/**
 * One statement: each table is read and reduced once, by all dimensions together. The groups of
 * each dimension, and the whole number, are computed from the reduced rows.
 */
export function explainSql(registry: Registry, plan: Plan, dialect: Pick<Dialect, 'readings' | 'shapes'>): ExplainSql {
  const context = statementContextOf(registry, plan, dialect);
  const readings = [...context.readings.values()];
  const cells = plan.groupBy.map((_, index) => cellsOf(context, readings, index));
  const few = cells.map((step, index) => fewSteps(context, readings, { cells: step.name, index }));
  const totals = totalsStep(context, cells[0]!.name);
  const whole = answerSql(pageContextOf(context, plan.pages[0]!, 0), {
    cells: totals.name,
    placement: 'rangeTotal',
    isGrouped: false,
  });
  const columns = readingColumns(readings);
  const typed: Typed = { plan, columns, overall: whole.columns };
  const selects = [
    overallSelect(context, typed, whole.sql),
    ...cells.map((step, index) => groupsSelect(typed, step, index, registry.limits.maxRows + 1)),
    ...few.flatMap((one, index) => (one === null ? [] : [peopleSelect(typed, one, index)])),
  ];
  const ctes = [...scanSteps(context), ...cells, totals, ...few.flatMap((one) => one?.ctes ?? [])];
  return {
    sql: sql`
      with
        ${join(ctes.map(cteSql), ',\n')}
      select r.*
      from (
        ${join(selects, '\nunion all\n')}
      ) as r
      order by r.part, r.nth
    `,
    layout: { readings: columns, overall: whole.columns.map(({ metric, part }) => ({ metric, part })) },
  };
}

/** Every reading by the groups of one dimension. */
function cellsOf(context: StatementContext, readings: readonly Reading[], index: number): Cte {
  const { plan, named } = context;
  const id = named(index === 0 ? CELLS : `${CELLS}_${index + 1}`);
  const branches = branchesOf(
    { ...context, view: { placement: 'rows', keys: [index], personKey: null, othersSuffix: null, cells: id } },
    readings,
  );
  const parts = { extra: [], keys: [keyName(index)], readings, onlyContributing: [] };
  if (branches.length > 0) return { name: id, sql: cellsSql({ ...parts, branches }) };
  const none = readingColumns(readings).map((column) => sql`${NO_NUMBER} as ${name(column)}`);
  const key = sql`${nullKeys({ ...context, plan })[index]!} as ${keyName(index)}`;
  return { name: id, sql: sql`select ${join([sql`1 as slot`, key, ...none], ', ')} where false` };
}

/** The columns of all selects. */
interface Typed {
  readonly plan: Plan;
  readonly columns: readonly string[];
  readonly overall: readonly MetricColumn[];
}

/** The first select gives the columns their names and types. */
function overallSelect(context: StatementContext, { columns, overall }: Typed, whole: Sql): Sql {
  const keys = nullKeys(context).map((key, index) => sql`${key} as ${keyName(index)}`);
  const none = columns.map((column) => sql`${NO_NUMBER} as ${name(column)}`);
  const numbers = overall.map((column) => sql`a.${columnName(column)}`);
  return sql`
    (
      select ${join([sql`0 as part`, sql`1 as nth`, ...keys, ...none, ...numbers], ', ')}
      from (
        ${whole}
      ) as a
    )
  `;
}

function groupsSelect({ plan, columns, overall }: Typed, cells: Cte, index: number, limit: number): Sql {
  const key = sql`c.${keyName(index)}`;
  const nth = sql`row_number() over (order by ${dimensionOrder(plan, plan.groupBy[index]!, key)} nulls last)`;
  const keys = plan.groupBy.map((_, other) => (other === index ? key : sql`null`));
  const numbers = columns.map((column) => sql`c.${name(column)}`);
  const none = overall.map(() => sql`null`);
  return sql`
    (
      select ${join([wholeNumber(index + 1), nth, ...keys, ...numbers, ...none], ', ')}
      from ${name(cells.name)} as c
      order by 2
      limit ${parameter(limit, 'int')}
    )
  `;
}

function peopleSelect({ plan, columns, overall }: Typed, { people, from }: FewPeople, index: number): Sql {
  const keys = plan.groupBy.map(() => sql`null`);
  const numbers = columns.map((column) => (people.includes(column) ? sql`p.${name(column)}` : sql`null`));
  const none = overall.map(() => sql`null`);
  return sql`
    (
      select ${join([wholeNumber(-index - 1), sql`1`, ...keys, ...numbers, ...none], ', ')}
      from ${name(from)} as p
    )
  `;
}
