import { lookUp } from '../arrays';
import { write } from '../dialect';
import { join, name, ordinals, parameter, sql } from '../fragment';
import { alwaysKeeps } from '../scan/values';
import { keysOf, sourceOf, type Branch, type BranchContext, type OfKind } from './branch';
import { coverBranch, weightsOf } from './cover';

/** Values, or different entities, of the rows that are active at each moment. */
export function snapshotBranch(context: BranchContext, reading: OfKind<'snapshot'>): Branch {
  const scan = context.scans.get(reading.scan)!;
  const { sampleAt, slotOf } = reading[context.view.placement]!;
  const [start, stop] = [lookUp(sampleAt, sql`s.cell`), lookUp(sampleAt, sql`s.until_cell`)];
  const { weight } = reading;
  if (weight.kind === 'values') {
    return coverBranch(
      context,
      { source: sql`${sourceOf(context, scan)} as s`, start, stop },
      slotOf,
      weightsOf(reading),
    );
  }
  const keys = keysOf(context, 's');
  const keep = sql`s.${name(weight.keep)}`;
  const of = [sql`s.entity`, ...keys];
  const conditions = [sql`${start} < ${stop}`, sql`s.entity is not null`];
  if (!alwaysKeeps(scan, weight.keep)) conditions.push(sql`${keep} > 0`);
  const startAndStop = write('rowsOfRow', {
    table: 'd',
    columns: ['sample', 'valid'],
    lists: [
      [start, keep],
      [stop, sql`-${keep}`],
    ],
  });
  const samples = parameter(slotOf.length, 'int');
  // An entity counts once while any of its rows is active: its spans are the times in which at
  // least one of them is active.
  const spans = sql`
    (
      select ${join([...keysOf(context, 'e'), sql`e.sample as start`, sql`e.next as stop`, sql`1 as ${name(weight.keep)}`], ', ')}
      from (
        select
          ${join(
            [
              ...of,
              sql`d.sample as sample`,
              sql`lead(d.sample, 1, ${samples} + 1) over w as next`,
              sql`sum(sum(d.valid)) over w as valid`,
            ],
            ',\n',
          )}
        from ${sourceOf(context, scan)} as s
        ${startAndStop}
        where ${join(conditions, ' and ')}
        group by ${ordinals(of.length + 1)}
        window w as (partition by ${join(of, ', ')} order by d.sample)
      ) as e
      where e.valid > 0
    ) as s
  `;
  return coverBranch(context, { source: spans, start: sql`s.start`, stop: sql`s.stop` }, slotOf, weightsOf(reading));
}
