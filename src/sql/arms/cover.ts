import type { Cover, Ints } from '../../plan/plan';
import { isIdentity, lookUp } from '../arrays';
import { join, name, ordinals, parameter, sql, type Sql } from '../fragment';
import { alwaysKeeps } from '../scan/values';
import { columnsOf, isOnePerEntity, keysOf, sourceOf, type Arm, type ArmContext, type OfKind } from './arm';

/**
 * Different entities within a window: activity is stretched to the window's length or the entity's next activity, so that
 * every entity is covered at most once at a time. Never a join of samples with events.
 */
export function rollingArm(context: ArmContext, reading: OfKind<'rolling'>): Arm {
  const scan = context.scans.get(reading.scan)!;
  const keys = keysOf(context, 's');
  // What follows from the entity cannot split its activity.
  const own = context.view.keys.flatMap((key, index) => (scan.keys[key]!.ofEntity ? [] : [keys[index]!]));
  const cover = reading[context.view.placement]!;
  const reach = reachIn(reading.reach, cover);
  const active = [sql`s.entity is not null`, sql`${at(reach, sql`s.cell`)} > 0`];
  if (!alwaysKeeps(scan, reading.keep)) active.push(sql`s.${name(reading.keep)} > 0`);
  const where = sql`where ${join(active, ' and ')}`;
  // An entity may be in several groups of the scan at once that are one here: it is one too.
  const once = isOnePerEntity(context, scan);
  const source = sourceOf(context, scan);
  const distinct = [sql`s.cell`, sql`s.entity`, ...keys];
  const rows = once ? source : sql`(select distinct ${join(distinct, ', ')} from ${source} as s ${where})`;
  const spans = sql`
    select ${join([...keysOf(context, 'a'), sql`a.cell`, sql`a.until_cell`, sql`count(*) as weight`], ', ')}
    from (
      select ${join(
        [
          ...keys,
          sql`s.cell`,
          sql`least(${at(reach, sql`s.cell`)}, lead(s.cell) over (partition by ${join([sql`s.entity`, ...own], ', ')} order by s.cell)) as until_cell`,
        ],
        ', ',
      )}
      from ${rows} as s
      ${once ? where : sql``}
    ) as a
    group by ${ordinals(keys.length + 2)}
  `;
  return coverArm(
    context,
    spans,
    reading[context.view.placement]!,
    [{ column: reading.id, weight: 'weight' }],
    'weight',
  );
}

/** Without the cells that reach no sample: what is active there need not be looked at, and what was so before reaches none by it either. */
function reachIn(reach: Ints, { sampleAt }: Cover): Ints {
  return reach.map((until, cell) => (until > 0 && sampleAt[cell]! < sampleAt[until - 1]! ? until : 0));
}

/** Values of the rows valid at each close. */
export function snapshotArm(context: ArmContext, reading: OfKind<'snapshot'>): Arm {
  const { value, seen } = columnsOf(reading);
  const weights = [{ column: value, weight: reading.value }];
  if (seen !== value) weights.push({ column: seen, weight: reading.seen });
  return coverArm(
    context,
    sourceOf(context, context.scans.get(reading.scan)!),
    reading[context.view.placement]!,
    weights,
    reading.seen,
  );
}

interface Weight {
  readonly column: string;
  readonly weight: string;
}

/**
 * Stretches of cells [cell, until_cell) with weights become numbers by sample: each weight is added where its stretch starts
 * and taken away where it ends, and what has been added up so far holds until the next change.
 */
function coverArm(context: ArmContext, spans: Sql, cover: Cover, weights: readonly Weight[], seen: string): Arm {
  const { sampleAt, slotOf } = cover;
  const start = lookUp(sampleAt, sql`s.cell`);
  const end = lookUp(sampleAt, sql`s.until_cell`);
  const keys = keysOf(context, 's');
  const samples = parameter(slotOf.length, 'int');
  const names = [...new Set([...weights.map(({ weight }) => weight), seen])];
  const source =
    spans.parts.length === 1
      ? sql`${spans} as s`
      : sql`
    (
      ${spans}
    ) as s
  `;
  const partition = keys.length === 0 ? sql`` : sql`partition by ${join(keys, ', ')} `;
  const changes = sql`
    select
      ${join(
        [
          ...keys,
          sql`d.sample`,
          sql`lead(d.sample, 1, ${samples} + 1) over w as next`,
          ...names.map((one) => sql`sum(sum(d.${name(one)})) over w as ${name(one)}`),
        ],
        ',\n',
      )}
    from ${source}
    cross join lateral (values
      (${start}, ${join(
        names.map((one) => sql`s.${name(one)}`),
        ', ',
      )}),
      (${end}, ${join(
        names.map((one) => sql`-s.${name(one)}`),
        ', ',
      )})
    ) as d (sample, ${join(
      names.map((one) => name(one)),
      ', ',
    )})
    where ${start} < ${end} and d.sample <= ${samples}
    group by ${ordinals(keys.length + 1)}
    window w as (${partition}order by d.sample)
  `;
  const one = isIdentity(slotOf);
  const value = (weight: string) => (one ? sql`c.${name(weight)}` : sql`sum(c.${name(weight)})`);
  return {
    slot: lookUp(slotOf, sql`n.sample`),
    keys: keysOf(context, 'c'),
    values: new Map(weights.map(({ column, weight }) => [column, value(weight)])),
    from: sql`
      from (
        ${changes}
      ) as c
      cross join lateral generate_series(c.sample, c.next - 1) as n (sample)
      where c.${name(seen)} <> 0
    `,
    grouped: !one,
  };
}

function at(map: Ints, index: Sql): Sql {
  return sql`(${parameter(map, 'int[]')})[${index}]`;
}
