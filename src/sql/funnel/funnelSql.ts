import type { Registry } from '../../model/registry';
import type { FunnelPlan } from '../../plan/funnel/funnelPlan';
import { cteNaming } from '../cteNames';
import { write } from '../dialect';
import { join, name, ordinals, parameter, sql, wholeNumber, type Sql } from '../fragment';
import { dimensionOrder } from '../order';
import { resolveRegistry } from '../resolvedRegistry';
import { keyName } from '../scan/keys';
import { scanSql } from '../scan/scan';
import { cteSql, type Cte } from '../steps/cte';
import { journeysSql } from './journeys';
import { atName, timeName } from './names';

/**
 * One statement: the rows of all steps, each with the earliest instants of the steps after it; the
 * shortest times of each entity; and how many entities have them. Its rows are slot, keys, 0, the
 * entities of each step and the median times of all but the first; then, if people matter, the same
 * with 1 and the people of each step.
 */
export function funnelSql(registry: Registry, plan: FunnelPlan): Sql {
  if (plan.begunCount === 0) return sql`select 1 as slot where false`;
  const resolved = resolveRegistry(registry, plan);
  const named = cteNaming(registry);
  const [events, times] = [named('events'), named('times')];
  const ctes: Cte[] = [
    ...plan.scans.map((scan): Cte => ({
      name: scan.id,
      sql: scanSql({ registry: resolved, plan, scan, states: null }),
    })),
    { name: events, sql: journeysSql(plan) },
    { name: times, sql: timesSql(plan, events) },
  ];
  const rows =
    plan.personKeyIndex === null ? [entitiesSql(plan, times)] : [byEntitySql(plan, times), peopleSql(plan, times)];
  const keys = plan.groupBy.map((key, index) => sql`${dimensionOrder(plan, key, sql`r.${keyName(index)}`)} nulls last`);
  return sql`
    with
      ${join(ctes.map(cteSql), ',\n')}
    select r.*
    from (
      ${join(rows, '\nunion all\n')}
    ) as r
    order by ${join([...keys, sql`r.slot`, sql`r.of_people`], ', ')}
    limit ${parameter(2 * registry.limits.maxRows + 1, 'int')}
  `;
}

/** By slot, group, entity and person: the shortest time to each step, in microseconds. */
function timesSql(plan: FunnelPlan, events: string): Sql {
  const keys = keysOf(plan, 'e');
  const person = plan.personKeyIndex === null ? [] : [sql`e.${keyName(plan.personKeyIndex)} as person`];
  const within = wholeNumber(plan.withinMs * 1000);
  const times = laterSteps(plan).map((step) => {
    const least = sql`min(${write('microsBetween', sql`e.at`, sql`e.${atName(step)}`)})`;
    return sql`case when ${least} <= ${within} then ${least} end as ${timeName(step)}`;
  });
  const groups = [sql`e.slot`, ...keys, sql`e.entity`, ...person];
  return sql`
    select
      ${join([...groups, ...times], ',\n')}
    from ${name(events)} as e
    where e.slot > 0
    group by ${ordinals(groups.length)}
  `;
}

/** The numbers of rows that are one for each slot, group and entity. */
function numbersSql(plan: FunnelPlan, from: Sql): Sql {
  const steps = laterSteps(plan);
  const counts = steps.map((step) => sql`count(t.${timeName(step)}) as ${name(`count${step}`)}`);
  const medians = steps.map((step) => sql`${write('median', sql`t.${timeName(step)}`)} as ${name(`median${step}`)}`);
  return sql`
    select
      ${join([sql`t.slot`, ...keysOf(plan, 't'), sql`0 as of_people`, sql`count(*) as count1`, ...counts, ...medians], ',\n')}
    from ${from} as t
    group by ${ordinals(plan.groupBy.length + 1)}
  `;
}

function entitiesSql(plan: FunnelPlan, times: string): Sql {
  return numbersSql(plan, name(times));
}

/** The same where an entity may have several people. */
function byEntitySql(plan: FunnelPlan, times: string): Sql {
  const groups = [sql`o.slot`, ...keysOf(plan, 'o'), sql`o.entity`];
  const least = laterSteps(plan).map((step) => sql`min(o.${timeName(step)}) as ${timeName(step)}`);
  const from = sql`(
    select ${join([...groups, ...least], ', ')}
    from ${name(times)} as o
    group by ${ordinals(groups.length)}
  )`;
  return numbersSql(plan, from);
}

/** The different people of each step. */
function peopleSql(plan: FunnelPlan, times: string): Sql {
  const steps = laterSteps(plan);
  const counts = steps.map(
    (step) =>
      sql`${write('filtered', sql`count(distinct t.person)`, sql`t.${timeName(step)} is not null`)} as ${name(`count${step}`)}`,
  );
  const medians = steps.map((step) => sql`${write('median', write('nullOf', 'bigint'))} as ${name(`median${step}`)}`);
  return sql`
    select
      ${join([sql`t.slot`, ...keysOf(plan, 't'), sql`1 as of_people`, sql`count(distinct t.person) as count1`, ...counts, ...medians], ',\n')}
    from ${name(times)} as t
    group by ${ordinals(plan.groupBy.length + 1)}
  `;
}

/** The numbers of the steps after the first. */
function laterSteps({ steps }: FunnelPlan): readonly number[] {
  return steps.slice(1).map((_, index) => index + 2);
}

function keysOf({ groupBy }: FunnelPlan, alias: string): Sql[] {
  return groupBy.map((_, index) => sql`${name(alias)}.${keyName(index)}`);
}
