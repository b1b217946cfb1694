import { counts, lookUp } from '../arrays';
import { write } from '../dialect';
import { join, name, ordinals, parameter, sql, type Sql } from '../fragment';
import { columnsOf, keysOf, sourceOf, type Branch, type BranchContext, type OfKind } from './branch';

/**
 * The change of each entity from one moment to the next (docs/meaning.md#movement). Amounts are
 * added up over the changes of an entity, so that no row is made for each moment.
 */
export function movementBranch(context: BranchContext, reading: OfKind<'movement'>): Branch {
  const { momentAt, slotOf } = reading[context.view.placement]!;
  const scan = context.scans.get(reading.scan)!;
  const [start, stop] = [lookUp(momentAt, sql`s.cell`), lookUp(momentAt, sql`s.until_cell`)];
  const own = sql`s.${name(reading.value)}`;
  const amount = reading.factor === '1' ? own : write('multiplied', own, parameter(reading.factor, 'numeric'));
  const there = sql`case when s.${name(reading.some)} > 0 then ${start} end`;
  const startAndStop = write('rowsOfRow', {
    table: 'd',
    columns: ['moment', 'amount', 'there'],
    lists: [
      [start, amount, there],
      [stop, sql`-${amount}`, sql`null`],
    ],
  });
  const of = [sql`s.entity`, ...keysOf(context, 's')];
  const entity = join([sql`a.entity`, ...keysOf(context, 'a')], ', ');
  const amounts = sql`
    select
      ${join(
        [
          ...of,
          sql`d.moment as moment`,
          sql`sum(sum(d.amount)) over (partition by ${join(of, ', ')} order by d.moment) as amount`,
          sql`min(min(d.there)) over (partition by ${join(of, ', ')}) as first`,
        ],
        ',\n',
      )}
    from ${sourceOf(context, scan)} as s
    ${startAndStop}
    group by ${ordinals(of.length + 1)}
  `;
  const { value, contributed } = columnsOf(reading);
  const inSlot = counts(slotOf, sql`m.moment`) ?? sql`m.moment <= ${parameter(slotOf.length, 'int')}`;
  const conditions = [inSlot, ...movedSql(reading)];
  return {
    slot: lookUp(slotOf, sql`m.moment`),
    keys: keysOf(context, 'm'),
    values: new Map([
      [value, reading.counts === 'entities' ? entitiesSql(reading) : sql`sum(${differenceSql(reading)})`],
      [contributed, sql`count(*)`],
    ]),
    from: sql`
      from (
        select
          a.*,
          coalesce(a.amount, 0) as close,
          coalesce(lag(a.amount) over (partition by ${entity} order by a.moment), 0) as open
        from (
          ${amounts}
        ) as a
      ) as m
      where ${join(conditions, ' and ')}
    `,
    grouped: true,
  };
}

/**
 * The conditions of a movement. An entity was there before if one of its rows, with an amount,
 * began before the open (docs/meaning.md#movement).
 */
function movedSql({ movement, counts }: OfKind<'movement'>): Sql[] {
  const moved = MOVED[movement];
  if (counts === 'amounts') return moved;
  const came = movement === 'net' ? [sql`(m.open = 0) <> (m.close = 0)`] : moved;
  return [...came, sql`m.entity is not null`];
}

const MOVED: Readonly<Record<OfKind<'movement'>['movement'], Sql[]>> = {
  new: [sql`m.open = 0`, sql`m.close <> 0`, sql`m.first >= m.moment`],
  reactivated: [sql`m.open = 0`, sql`m.close <> 0`, sql`m.first < m.moment`],
  churned: [sql`m.open <> 0`, sql`m.close = 0`],
  expansion: [sql`m.open <> 0`, sql`m.close <> 0`, sql`m.close > m.open`],
  contraction: [sql`m.open <> 0`, sql`m.close <> 0`, sql`m.close < m.open`],
  net: [sql`m.open <> m.close`],
};

/** By how much an amount moved; losses are positive for the movements that are losses. */
function differenceSql({ movement }: OfKind<'movement'>): Sql {
  switch (movement) {
    case 'churned':
    case 'contraction':
      return sql`m.open - m.close`;
    case 'new':
    case 'reactivated':
    case 'expansion':
    case 'net':
      return sql`m.close - m.open`;
  }
}

function entitiesSql({ movement }: OfKind<'movement'>): Sql {
  switch (movement) {
    case 'net':
      return sql`sum(case when m.open = 0 then 1 else -1 end)`;
    case 'new':
    case 'reactivated':
    case 'churned':
    case 'expansion':
    case 'contraction':
      return sql`count(*)`;
  }
}
