import { counts, isIdentity, lookUp } from '../arrays';
import { combine } from '../conditions';
import { join, name, ordinals, sql } from '../fragment';
import { alwaysKeeps } from '../scan/values';
import { keysOf, sourceOf, type Arm, type ArmContext, type OfKind } from './arm';

/** Different entities in samples of several cells, or across groups that an entity can be in at once. */
export function distinctArm(context: ArmContext, reading: OfKind<'distinct'>): Arm {
  const scan = context.scans.get(reading.scan)!;
  const { sampleOf, slotOf } = reading[context.view.placement]!;
  const conditions = [
    counts(sampleOf, sql`s.cell`),
    alwaysKeeps(scan, reading.keep) ? null : sql`s.${name(reading.keep)} > 0`,
  ].filter((condition) => condition !== null);
  const where = conditions.length === 0 ? sql`` : sql`where ${combine(conditions, 'and')}`;
  const keys = keysOf(context, 's');
  const count = sql`count(distinct s.entity)`;
  const sample = lookUp(sampleOf, sql`s.cell`);
  if (isIdentity(slotOf)) {
    const from = sql`
      from ${sourceOf(context, scan)} as s
      ${where}
    `;
    return { slot: sample, keys, values: new Map([[reading.id, count]]), from, grouped: true };
  }
  const from = sql`
    from (
      select ${join([sql`${sample} as sample`, ...keys, sql`${count} as entities`], ', ')}
      from ${sourceOf(context, scan)} as s
      ${where}
      group by ${ordinals(keys.length + 1)}
    ) as d
  `;
  return {
    slot: lookUp(slotOf, sql`d.sample`),
    keys: keysOf(context, 'd'),
    values: new Map([[reading.id, sql`sum(d.entities)`]]),
    from,
    grouped: true,
  };
}
