import { counts, lookUp } from '../arrays';
import { combine } from '../conditions';
import { join, name, NOTHING, ordinals, sql, type Sql } from '../fragment';
import { keyName } from '../scan/keys';
import { alwaysKeeps } from '../scan/values';
import {
  isOneCellPerSample,
  isOnePerEntity,
  keysOf,
  sourceOf,
  type Branch,
  type BranchContext,
  type OfKind,
} from './branch';

/**
 * Entities by the buckets in which they are active. Each active bucket of an entity is a row, which
 * sees the entity's active bucket before it, or after it. No frame starts at a moving row:
 * PostgreSQL would begin anew for every row.
 */
export function activityBranch(context: BranchContext, reading: OfKind<'activity'>): Branch {
  const { view } = context;
  const { numberOf, slotOf } = reading[view.placement]!;
  const scan = context.scans.get(reading.scan)!;
  const keys = keysOf(context, 's');
  const active = [
    sql`s.entity is not null`,
    counts(numberOf, sql`s.cell`),
    alwaysKeeps(scan, reading.keep) ? null : sql`s.${name(reading.keep)} > 0`,
  ].filter((condition) => condition !== null);
  const columns = [sql`${lookUp(numberOf, sql`s.cell`)} as number`, sql`s.entity`, ...keys];
  const once = isOnePerEntity(context, scan) && isOneCellPerSample(numberOf);
  // Several people may have rows of one entity.
  const group = view.keys.filter((key) => key !== view.personKey).map((key) => sql`a.${keyName(key)}`);
  const inSlot = counts(slotOf, sql`m.number`);
  const inSlots = inSlot === null ? [] : [inSlot];
  const { nearest, order, condition } = PATTERNS[reading.is];
  return {
    slot: lookUp(slotOf, sql`m.number`),
    keys: keysOf(context, 'm'),
    values: new Map([[reading.id, sql`count(*)`]]),
    from: sql`
      from (
        select
          a.*,
          coalesce(
            ${nearest}(a.number) over (
              partition by ${join([sql`a.entity`, ...group], ', ')} order by a.number ${order}
              range between unbounded preceding and 1 preceding
            ),
            0
          ) as other
        from (
          select ${join(columns, ', ')}
          from ${sourceOf(context, scan)} as s
          where ${combine(active, 'and')}
          ${once ? NOTHING : sql`group by ${ordinals(columns.length)}`}
        ) as a
      ) as m
      where ${combine([condition, ...inSlots], 'and')}
    `,
    grouped: true,
  };
}

/** The entity's nearest other active bucket, 0 if there is none, and what it must be. */
interface Pattern {
  readonly nearest: Sql;
  readonly order: Sql;
  readonly condition: Sql;
}

const BEFORE = { nearest: sql`max`, order: sql`asc` };
const AFTER = { nearest: sql`min`, order: sql`desc` };
const PATTERNS: { readonly [I in OfKind<'activity'>['is']]: Pattern } = {
  new: { ...BEFORE, condition: sql`m.other = 0` },
  retained: { ...BEFORE, condition: sql`m.other = m.number - 1` },
  resurrected: { ...BEFORE, condition: sql`m.other between 1 and m.number - 2` },
  dormant: { ...AFTER, condition: sql`m.other <> m.number + 1` },
};
