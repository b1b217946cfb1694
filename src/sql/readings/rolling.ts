import type { Windows } from '../../plan/reading';
import { entry } from '../arrays';
import { write } from '../dialect';
import { join, name, ordinals, sql, type Sql } from '../fragment';
import { alwaysKeeps } from '../scan/values';
import { isOnePerEntity, keysOf, sourceOf, type Branch, type BranchContext, type OfKind } from './branch';
import { coverBranch, weightsOf } from './cover';

/**
 * Rows, or different entities, within the window of each sample. It never joins samples with rows.
 */
export function rollingBranch(context: BranchContext, reading: OfKind<'rolling'>): Branch {
  const scan = context.scans.get(reading.scan)!;
  const windows = reading[context.view.placement]!;
  const [start, stop] = [entry(windows.from, sql`s.cell`), entry(windows.until, sql`s.cell`)];
  const { weight } = reading;
  if (weight.kind === 'entities')
    return coverBranch(context, entitiesSpan(context, reading, weight.keep), windows.slotOf, weightsOf(reading));
  return coverBranch(
    context,
    { source: sql`${sourceOf(context, scan)} as s`, start, stop },
    windows.slotOf,
    weightsOf(reading),
  );
}

/**
 * The samples in which an entity counts because it is active in one cell. Their windows contain the
 * cell, and they come before the first sample whose window contains the entity's next active cell.
 * So no sample counts an entity twice.
 */
function entitiesSpan(context: BranchContext, reading: OfKind<'rolling'>, keep: string) {
  const scan = context.scans.get(reading.scan)!;
  const { from, until }: Windows = reading[context.view.placement]!;
  const keys = keysOf(context, 's');
  // Keys that follow from the entity cannot split its activity.
  const own = context.view.keys.flatMap((key, index) => (scan.keys[key]!.ofEntity ? [] : [keys[index]!]));
  const [start, stop] = [entry(from, sql`s.cell`), entry(until, sql`s.cell`)];
  const active = [sql`s.entity is not null`, sql`${start} < ${stop}`];
  if (!alwaysKeeps(scan, keep)) active.push(sql`s.${name(keep)} > 0`);
  const where = sql`where ${join(active, ' and ')}`;
  // One entity may be in several groups of the scan that this view merges into one.
  const once = isOnePerEntity(context, scan);
  const source = sourceOf(context, scan);
  const distinct = [sql`s.cell`, sql`s.entity`, ...keys];
  const rows = once ? source : sql`(select distinct ${join(distinct, ', ')} from ${source} as s ${where})`;
  const next = sql`lead(${start}) over (partition by ${join([sql`s.entity`, ...own], ', ')} order by s.cell)`;
  const spans: Sql = sql`
    (
      select ${join([...keysOf(context, 'a'), sql`a.start`, sql`a.stop`, sql`count(*) as ${name(keep)}`], ', ')}
      from (
        select ${join([...keys, sql`${start} as start`, sql`${write('least', [stop, next])} as stop`], ', ')}
        from ${rows} as s
        ${once ? where : sql``}
      ) as a
      group by ${ordinals(keys.length + 2)}
    ) as s
  `;
  return { source: spans, start: sql`s.start`, stop: sql`s.stop` };
}
