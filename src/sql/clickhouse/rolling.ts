import type { ColumnType } from '../../model/table';
import { entry, isIdentity, lookUp } from '../arrays';
import { columnOf } from '../columns';
import { write } from '../dialect';
import { join, name, ordinals, sql, type Sql } from '../fragment';
import { keysOf, sourceOf, type Branch, type BranchContext, type OfKind } from '../readings/branch';
import { rollingBranch } from '../readings/rolling';
import { alwaysKeeps } from '../scan/values';

/**
 * Entities of windows as states: those of each cell are made once, and each sample unites the
 * states of its window. The sweep of `readings/rolling.ts` would take ten times as long here.
 */
export function rollingStates(context: BranchContext, reading: OfKind<'rolling'>): Branch {
  const { weight } = reading;
  if (weight.kind === 'values') return rollingBranch(context, reading);
  const scan = context.scans.get(reading.scan)!;
  const { from, until, slotOf } = reading[context.view.placement]!;
  const { type } = columnOf(context.registry, scan.table, scan.entity!);
  const [start, stop] = [entry(from, sql`s.cell`), entry(until, sql`s.cell`)];
  const active = [sql`s.entity is not null`, sql`${start} < ${stop}`];
  if (!alwaysKeeps(scan, weight.keep)) active.push(sql`s.${name(weight.keep)} > 0`);
  const own = keysOf(context, 's');
  const samples = write('seriesOfRow', { first: sql`c.start`, last: sql`c.stop - 1`, table: 'n', column: 'sample' });
  const united = sql`
    select ${join([sql`n.sample as sample`, ...keysOf(context, 'c'), sql`${STATES[type].united} as entities`], ', ')}
    from (
      select ${join([sql`${start} as start`, sql`${stop} as stop`, ...own, sql`${STATES[type].made} as state`], ', ')}
      from ${sourceOf(context, scan)} as s
      where ${join(active, ' and ')}
      group by ${ordinals(own.length + 2)}
    ) as c
    ${samples}
    group by ${ordinals(own.length + 1)}
  `;
  const one = isIdentity(slotOf);
  return {
    slot: lookUp(slotOf, sql`u.sample`),
    keys: keysOf(context, 'u'),
    values: new Map([[reading.id, one ? sql`u.entities` : sql`sum(u.entities)`]]),
    from: sql`
      from (
        ${united}
      ) as u
    `,
    grouped: !one,
  };
}

interface States {
  readonly made: Sql;
  readonly united: Sql;
}

/** Whole numbers are bits; a negative one has a bit of its own too. */
const BITMAPS: States = {
  made: sql`groupBitmapState(toUInt64(assumeNotNull(s.entity)))`,
  united: sql`groupBitmapMerge(c.state)`,
};

const SETS: States = { made: sql`uniqExactState(s.entity)`, united: sql`uniqExactMerge(c.state)` };

const STATES: { readonly [T in ColumnType]: States } = {
  bigint: BITMAPS,
  integer: BITMAPS,
  numeric: SETS,
  text: SETS,
  enum: SETS,
  uuid: SETS,
  boolean: SETS,
  date: SETS,
  timestamp: SETS,
  timestamptz: SETS,
};
