import { counts, lookUp } from '../arrays';
import { combine } from '../conditions';
import { join, name, ordinals, sql } from '../fragment';
import { alwaysKeeps } from '../scan/values';
import { keysOf, sourceOf, type Branch, type BranchContext, type OfKind } from './branch';

/**
 * Different entities in samples of several cells, or across groups that share entities. The inner
 * `group by` finds each entity once by hashing; `count(distinct …)` would sort them.
 */
export function distinctBranch(context: BranchContext, reading: OfKind<'distinct'>): Branch {
  const scan = context.scans.get(reading.scan)!;
  const { sampleOf, slotOf } = reading[context.view.placement]!;
  const conditions = [
    counts(sampleOf, sql`s.cell`),
    alwaysKeeps(scan, reading.keep) ? null : sql`s.${name(reading.keep)} > 0`,
  ].filter((condition) => condition !== null);
  const where = conditions.length === 0 ? sql`` : sql`where ${combine(conditions, 'and')}`;
  const entities = [sql`${lookUp(sampleOf, sql`s.cell`)} as sample`, ...keysOf(context, 's'), sql`s.entity`];
  return {
    slot: lookUp(slotOf, sql`d.sample`),
    keys: keysOf(context, 'd'),
    // A null entity is no entity.
    values: new Map([[reading.id, sql`count(d.entity)`]]),
    from: sql`
      from (
        select ${join(entities, ', ')}
        from ${sourceOf(context, scan)} as s
        ${where}
        group by ${ordinals(entities.length)}
      ) as d
    `,
    grouped: true,
  };
}
