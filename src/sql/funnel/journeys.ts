import type { FunnelPlan, FunnelStepRead } from '../../plan/funnel/funnelPlan';
import type { Scan } from '../../plan/scan';
import { lookUp } from '../arrays';
import { eventConditions } from '../audienceRows';
import { write } from '../dialect';
import { combine } from '../conditions';
import { join, name, sql, wholeNumber, type Sql } from '../fragment';
import { keyName } from '../scan/keys';
import { atName, isStepName } from './names';

/**
 * The rows of all steps, each with the earliest instants at which the steps after it can follow one
 * another. They are found backwards: first that of the last step after each row, then those of the
 * last two. A table is not joined with another, so no row becomes many
 * (docs/decisions/0062-funnels.md).
 */
export function journeysSql(plan: FunnelPlan): Sql {
  let rows = eventsSql(plan);
  for (let next = plan.steps.length; next > 1; next--) rows = withNextStep(plan, rows, next);
  return rows;
}

/** Adds to each row the earliest instant of step `next`, and of the steps after it from there. */
function withNextStep(plan: FunnelPlan, rows: Sql, next: number): Sql {
  const { steps } = plan;
  const isNext = sql`e.${isStepName(next)} = 1`;
  const earliest = (at: Sql) =>
    write('leastOfLater', {
      value: sql`case when ${isNext} then ${at} end`,
      entity: sql`e.entity`,
      at: sql`e.at`,
      includesSame: steps[next - 1]!.mayCoincide,
    });
  const found = steps.slice(next - 1).map((_, index) => {
    const step = next + index;
    return sql`${earliest(index === 0 ? sql`e.at` : sql`e.${atName(step)}`)} as ${atName(step)}`;
  });
  // Steps from here on have been used.
  const flags = steps.slice(1, next - 1).map((_, index) => sql`e.${isStepName(index + 2)}`);
  return sql`
    select
      ${join([...columns(plan, 'e'), ...flags, ...found], ',\n')}
    from (
      ${rows}
    ) as e
  `;
}

/** A row of `slot` 0 is no entry. */
function columns(plan: FunnelPlan, alias: string): Sql[] {
  const keys = keyNames(plan).map((key) => sql`${name(alias)}.${key}`);
  return [sql`${name(alias)}.slot`, ...keys, sql`${name(alias)}.entity`, sql`${name(alias)}.at`];
}

function keyNames({ groupBy, personKeyIndex }: FunnelPlan): Sql[] {
  const count = Math.max(groupBy.length, (personKeyIndex ?? -1) + 1);
  return Array.from({ length: count }, (_, index) => keyName(index));
}

/** The scans one after the other. The first has the entries, and so the types of the keys. */
function eventsSql(plan: FunnelPlan): Sql {
  const [entry] = plan.steps;
  const scans = [...plan.scans].sort((a, b) => Number(b.id === entry!.scan) - Number(a.id === entry!.scan));
  return join(
    scans.map((scan) => scanEventsSql(plan, scan)),
    '\nunion all\n',
  );
}

function scanEventsSql(plan: FunnelPlan, scan: Scan): Sql {
  const [entry, ...later] = plan.steps;
  const isOf = (read: FunnelStepRead) => read.scan === scan.id;
  const ifEvent = (read: FunnelStepRead, value: Sql): Sql => {
    if (!isOf(read)) return wholeNumber(0);
    const conditions = eventConditions(scan, read);
    return conditions.length === 0 ? value : sql`case when ${combine(conditions, 'and')} then ${value} else 0 end`;
  };
  const slot = ifEvent(entry!, lookUp(entry!.slotOf, sql`s.cell`));
  const keys = keyNames(plan).map((key) => (isOf(entry!) ? sql`s.${key}` : sql`null as ${key}`));
  const flags = later.map((read, index) => sql`${ifEvent(read, wholeNumber(1))} as ${isStepName(index + 2)}`);
  const all = plan.steps.filter(isOf).map((read) => eventConditions(scan, read));
  const some = all.some((one) => one.length === 0)
    ? []
    : [
        combine(
          all.map((one) => combine(one, 'and')),
          'or',
        ),
      ];
  return sql`
    select
      ${join([sql`${slot} as slot`, ...keys, sql`s.entity`, sql`s.at`, ...flags], ',\n')}
    from ${name(scan.id)} as s
    where ${join([sql`s.entity is not null`, ...some], ' and ')}
  `;
}
