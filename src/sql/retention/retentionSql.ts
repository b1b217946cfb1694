import type { Registry } from '../../model/registry';
import type { RetentionPlan } from '../../plan/retention/retentionPlan';
import { lookUp } from '../arrays';
import { audienceRows, scanById } from '../audienceRows';
import { cteNaming } from '../cteNames';
import { write } from '../dialect';
import { join, name, NOTHING, ordinals, parameter, sql, wholeNumber, type Sql } from '../fragment';
import { dimensionOrder } from '../order';
import { resolveRegistry } from '../resolvedRegistry';
import { keyName } from '../scan/keys';
import { scanSql } from '../scan/scan';
import { cteSql, type Cte } from '../steps/cte';

/** Periods of an entity that are counted together: few texts of this length are different. */
const CHUNK = 12;

/**
 * One statement: the tables reduced to one row for each bucket, entity and group; the buckets in
 * which each entity came back as one value; and how many entities of a cohort have which. Its rows
 * are slot (0: all cohorts as one), keys, number of the period, size and retained; then the people
 * of size, retained and of all cohorts as one, if these matter.
 */
export function retentionSql(registry: Registry, plan: RetentionPlan): Sql {
  if (plan.begunCount === 0) return sql`select 1 as slot where false`;
  const resolved = resolveRegistry(registry, plan);
  const named = cteNaming(registry);
  const scans = plan.scans.map((scan): Cte => ({
    name: scan.id,
    sql: scanSql({ registry: resolved, plan, scan, states: null }),
  }));
  const [cohort, active, came] = [named('cohort'), named('active'), named('came')];
  const steps: Cte[] = [
    ...scans,
    { name: cohort, sql: cohortSql(plan) },
    { name: active, sql: activeSql(plan) },
    ...(plan.personKeyIndex === null ? [{ name: came, sql: cameSql(plan, cohort, active) }] : []),
  ];
  const rows = plan.personKeyIndex === null ? countedSql(plan, came) : peopleSql(plan, cohort, active);
  const keys = plan.groupBy.map((key, index) => sql`${dimensionOrder(plan, key, sql`r.${keyName(index)}`)} nulls last`);
  return sql`
    with
      ${join(steps.map(cteSql), ',\n')}
    select r.*
    from (
      ${rows}
    ) as r
    order by ${join([...keys, sql`r.slot`, sql`r.number`], ', ')}
    limit ${parameter(2 * registry.limits.maxRows + 1, 'int')}
  `;
}

/** The entities of each cohort and group. */
function cohortSql(plan: RetentionPlan): Sql {
  const { cohort } = plan;
  const scan = scanById(plan.scans, cohort);
  const keys = scan.keys.map((_, index) => sql`s.${keyName(index)}`);
  return sql`
    select ${join([sql`${lookUp(cohort.slotOf, sql`s.cell`)} as slot`, sql`s.entity`, ...keys], ', ')}
    ${audienceRows(scan, cohort)}
  `;
}

/** By entity: the slots with an event, or the last of them. */
function activeSql(plan: RetentionPlan): Sql {
  const { returning, mode, slots } = plan;
  const slot = lookUp(returning.slotOf, sql`s.cell`);
  const found = mode === 'on' ? write('positionsText', slot, slots.length) : sql`max(${slot})`;
  return sql`
    select s.entity, ${found} as found
    ${audienceRows(scanById(plan.scans, returning), returning)}
    group by s.entity
  `;
}

/** How many entities of a cohort and group came back in the same periods. */
function cameSql(plan: RetentionPlan, cohort: string, active: string): Sql {
  const { mode, periods } = plan;
  const chunks = mode === 'on' ? Math.ceil((periods + 1) / CHUNK) : 1;
  const first = chunks === 1 ? sql`c.slot` : sql`c.slot + ${wholeNumber(CHUNK)} * h.chunk`;
  const found =
    mode === 'on'
      ? sql`substring(coalesce(a.found, '') from ${first} for ${wholeNumber(CHUNK)})`
      : write('least', [sql`coalesce(a.found, 0) - c.slot`, wholeNumber(periods)]);
  const series = write('series', { first: wholeNumber(0), last: wholeNumber(chunks - 1), table: 'h', column: 'chunk' });
  const chunk = chunks === 1 ? sql`0` : sql`h.chunk`;
  return sql`
    select ${join([sql`c.slot`, ...keysFrom(plan, 'c'), sql`${chunk} as chunk`, sql`${found} as found`, sql`count(*) as entities`], ', ')}
    from ${name(cohort)} as c
    ${joinActive(active)}
    ${chunks === 1 ? NOTHING : sql`cross join ${series}`}
    group by ${ordinals(plan.groupBy.length + 3)}
  `;
}

function countedSql(plan: RetentionPlan, came: string): Sql {
  const { mode, periods } = plan;
  const last = mode === 'on' ? Math.min(CHUNK - 1, periods) : periods;
  const number = mode === 'on' ? sql`(${wholeNumber(CHUNK)} * g.chunk + n.number)` : sql`n.number`;
  const isBack = mode === 'on' ? sql`substring(g.found from n.number + 1 for 1) = '1'` : sql`g.found >= n.number`;
  return sql`
    select ${join(
      [
        sql`g.slot`,
        ...keysFrom(plan, 'g'),
        sql`${number} as number`,
        sql`sum(g.entities) as size`,
        sql`coalesce(${write('filtered', sql`sum(g.entities)`, isBack)}, 0) as retained`,
      ],
      ', ',
    )}
    from ${name(came)} as g
    cross join ${write('series', { first: wholeNumber(0), last: wholeNumber(last), table: 'n', column: 'number' })}
    where ${number} <= ${wholeNumber(periods)}
    group by ${ordinals(plan.groupBy.length + 2)}
  `;
}

/**
 * The same with the different people of each number. An entity may have several, so entities are
 * distinguished until the end.
 */
function peopleSql(plan: RetentionPlan, cohort: string, active: string): Sql {
  const { mode, periods, slots, asOf } = plan;
  const complete = slots.filter(({ end }) => end <= asOf).length;
  const isBack =
    mode === 'on'
      ? sql`substring(coalesce(a.found, '') from c.slot + n.number for 1) = '1'`
      : sql`coalesce(a.found, 0) >= c.slot + n.number`;
  const isComplete = sql`c.slot + n.number <= ${wholeNumber(complete)}`;
  const person = sql`count(distinct c.${keyName(plan.personKeyIndex!)})`;
  const numbersOf = (one: Sql, condition: Sql) => [
    sql`${write('filtered', sql`count(distinct c.entity)`, condition)} as size`,
    sql`${write('filtered', sql`count(distinct c.entity)`, sql`${condition} and ${isBack}`)} as retained`,
    sql`${write('filtered', one, condition)} as size_people`,
    sql`${write('filtered', one, sql`${condition} and ${isBack}`)} as retained_people`,
    sql`${one} as all_people`,
  ];
  const select = (slot: Sql, condition: Sql): Sql => sql`
    select ${join([sql`${slot} as slot`, ...keysFrom(plan, 'c'), sql`n.number`, ...numbersOf(person, condition)], ', ')}
    from ${name(cohort)} as c
    ${joinActive(active)}
    cross join ${write('series', { first: wholeNumber(0), last: wholeNumber(periods), table: 'n', column: 'number' })}
    group by ${ordinals(plan.groupBy.length + 2)}
  `;
  return join([select(sql`c.slot`, sql`c.slot > 0`), select(sql`0`, isComplete)], '\nunion all\n');
}

function joinActive(active: string): Sql {
  return sql`${write('parentJoin')} ${name(active)} as a on a.entity = c.entity`;
}

function keysFrom({ groupBy }: RetentionPlan, alias: string): Sql[] {
  return groupBy.map((_, index) => sql`${name(alias)}.${keyName(index)}`);
}
