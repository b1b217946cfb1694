import type { Plan, Reading } from '../plan/plan';
import type { Arm } from './arms/arm';
import { columnsOf } from './arms/arm';
import { join, name, ordinals, parameter, sql, type Sql } from './fragment';
import { keyName } from './scan/keys';

/** The columns of all readings, in order, each once. */
export function readingColumns(plan: Plan): string[] {
  return plan.readings.flatMap((reading) => {
    const { value, seen } = columnsOf(reading);
    return value === seen ? [value] : [value, seen];
  });
}

/** Arms put side by side, one row a slot and group. Null-safe in the keys, as a join of the arms would not be. */
export function cellsSql(plan: Plan, arms: readonly Arm[], extra: readonly Sql[], onlyContributing: boolean): Sql {
  const columns = readingColumns(plan);
  const keys = plan.groupBy.map((_, index) => keyName(index));
  const all = [...arms.map((arm, index) => armSql(arm, columns, index === 0)), ...extra];
  const sums = columns.map((column) => sql`sum(a.${name(column)}) as ${name(column)}`);
  return sql`
    select
      ${join([sql`a.slot`, ...keys.map((key) => sql`a.${key}`), ...sums], ',\n')}
    from (
      ${join(all, '\nunion all\n')}
    ) as a (${join([name('slot'), ...keys, ...columns.map((column) => name(column))], ', ')})
    group by ${ordinals(1 + keys.length)}
    ${onlyContributing ? sql`having ${join(plan.readings.map(contributes), ' or ')}` : sql``}
  `;
}

/** The totals: one row, whatever was found. */
export function totalsSql(plan: Plan, arms: readonly Arm[]): Sql {
  const columns = readingColumns(plan);
  const none = columns.map((column) => sql`null::numeric as ${name(column)}`);
  if (arms.length === 0) return sql`select ${join([sql`1 as slot`, ...none], ', ')}`;
  return sql`
    select
      ${join([sql`1 as slot`, ...columns.map((column) => sql`sum(a.${name(column)}) as ${name(column)}`)], ',\n')}
    from (
      ${join(
        arms.map((arm, index) => armSql(arm, columns, index === 0)),
        '\nunion all\n',
      )}
    ) as a (${join([name('slot'), ...columns.map((column) => name(column))], ', ')})
  `;
}

/** Every slot from 1 to `count`, without numbers: what nothing was found in is there all the same. */
export function everySlot(plan: Plan, count: number): Sql {
  const slots = sql`generate_series(1, ${parameter(count, 'int')}) as s (slot)`;
  return sql`
    select ${join([sql`s.slot`, ...readingColumns(plan).map(() => NO_NUMBER)], ', ')}
    from ${slots}
  `;
}

/** The cells found, and every slot that has begun for each of their groups. */
export function filledSql(plan: Plan, cells: string): Sql {
  const columns = readingColumns(plan);
  const keys = plan.groupBy.map((_, index) => keyName(index));
  const sums = columns.map((column) => sql`sum(a.${name(column)}) as ${name(column)}`);
  return sql`
    select
      ${join([sql`a.slot`, ...keys.map((key) => sql`a.${key}`), ...sums], ',\n')}
    from (
      select * from ${name(cells)}
      union all
      select ${join([sql`s.slot`, ...keys.map((key) => sql`g.${key}`), ...columns.map(() => sql`null`)], ', ')}
      from (select distinct ${join(keys, ', ')} from ${name(cells)}) as g
      cross join generate_series(1, ${parameter(plan.begun, 'int')}) as s (slot)
    ) as a
    group by ${ordinals(1 + keys.length)}
  `;
}

/** The first arm says what type the columns are; in the others null is null. */
function armSql(arm: Arm, columns: readonly string[], first: boolean): Sql {
  const values = columns.map((column) => arm.values.get(column) ?? (first ? NO_NUMBER : sql`null`));
  return sql`
    select ${join([arm.slot, ...arm.keys, ...values], ', ')}
    ${arm.from}
    ${arm.grouped ? sql`group by ${ordinals(1 + arm.keys.length)}` : sql``}
  `;
}

const NO_NUMBER = sql`null::numeric`;

/** A sum of nothing seen is null, and null is no reason to keep a row. */
function contributes(reading: Reading): Sql {
  return sql`sum(a.${name(columnsOf(reading).seen)}) > 0`;
}
